-- What is held of a person is counted on a page, and exported.
CREATE INDEX "DocumentUpdate_authorId_idx" ON "DocumentUpdate"("authorId");
CREATE INDEX "DocumentClient_personId_idx" ON "DocumentClient"("personId");
CREATE INDEX "Ceremony_personId_idx" ON "Ceremony"("personId");
CREATE INDEX "DirectoryImport_personId_idx" ON "DirectoryImport"("personId");
CREATE INDEX "ProfileChange_personId_idx" ON "ProfileChange"("personId");
