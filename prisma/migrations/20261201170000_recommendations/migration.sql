-- Authorities (organisations of the directory with offices and correspondence), recommendations with their addressees and
-- follow-up, and dialogues with their commitments.
-- CreateEnum
CREATE TYPE "CorrespondenceKind" AS ENUM ('letter', 'reminder', 'meeting', 'written_reply', 'oral_reply');

-- CreateEnum
CREATE TYPE "RecommendationKind" AS ENUM ('recommendation', 'observation');

-- CreateEnum
CREATE TYPE "DuePrecision" AS ENUM ('day', 'month', 'quarter', 'half', 'year', 'none');

-- CreateEnum
CREATE TYPE "AddresseeRole" AS ENUM ('responsible', 'associated');

-- CreateEnum
CREATE TYPE "StatePosition" AS ENUM ('none', 'accepted', 'partly', 'noted', 'rejected');

-- CreateEnum
CREATE TYPE "FollowUpStatus" AS ENUM ('formulated', 'sent', 'received', 'preparing', 'started', 'partly_done', 'done', 'not_done', 'no_information', 'void');

-- CreateEnum
CREATE TYPE "Grade" AS ENUM ('A', 'B', 'C', 'D', 'E', 'N');

-- CreateEnum
CREATE TYPE "DialogueFormat" AS ENUM ('dialogue', 'framework', 'working_group', 'hearing', 'restitution');

-- CreateEnum
CREATE TYPE "DialogueState" AS ENUM ('preparing', 'convened', 'held', 'minutes', 'closed', 'cancelled', 'postponed');

-- CreateEnum
CREATE TYPE "MinutesState" AS ENUM ('draft', 'sent', 'validated');

-- CreateEnum
CREATE TYPE "AttendanceQuality" AS ENUM ('member', 'state', 'partner', 'observer');

-- CreateEnum
CREATE TYPE "Presence" AS ENUM ('invited', 'present', 'excused', 'absent');

-- CreateEnum
CREATE TYPE "CommitmentState" AS ENUM ('made', 'started', 'kept', 'partly_kept', 'broken', 'no_news', 'postponed');

-- AlterEnum
ALTER TYPE "NoticeThing" ADD VALUE 'recommendation';

-- CreateTable
CREATE TABLE "AuthorityOffice" (
    "id" UUID NOT NULL,
    "organisationId" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "AuthorityOffice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OfficeHolder" (
    "id" UUID NOT NULL,
    "officeId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "from" DATE,
    "until" DATE,

    CONSTRAINT "OfficeHolder_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Correspondence" (
    "id" UUID NOT NULL,
    "organisationId" UUID NOT NULL,
    "officeId" UUID,
    "kind" "CorrespondenceKind" NOT NULL,
    "subject" TEXT NOT NULL,
    "sentOn" DATE NOT NULL,
    "receivedOn" DATE,
    "proof" TEXT,
    "note" TEXT,
    "senderId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Correspondence_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CorrespondenceRecommendation" (
    "correspondenceId" UUID NOT NULL,
    "recommendationId" UUID NOT NULL,

    CONSTRAINT "CorrespondenceRecommendation_pkey" PRIMARY KEY ("correspondenceId","recommendationId")
);

-- CreateTable
CREATE TABLE "Recommendation" (
    "id" UUID NOT NULL,
    "number" SERIAL NOT NULL,
    "kind" "RecommendationKind" NOT NULL DEFAULT 'recommendation',
    "text" TEXT NOT NULL,
    "translation" TEXT,
    "source" TEXT NOT NULL,
    "symbol" TEXT,
    "paragraph" TEXT,
    "body" TEXT,
    "cycle" SMALLINT,
    "session" TEXT,
    "issuedOn" DATE,
    "issuedPrecision" "DuePrecision" NOT NULL DEFAULT 'day',
    "states" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "groups" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "goals" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "places" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "url" TEXT,
    "extra" JSONB NOT NULL DEFAULT '{}',
    "demonstration" BOOLEAN NOT NULL DEFAULT false,
    "reiteratesId" UUID,
    "dialogueId" UUID,
    "publishedAt" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Recommendation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RecommendationKey" (
    "key" TEXT NOT NULL,
    "recommendationId" UUID NOT NULL,

    CONSTRAINT "RecommendationKey_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "RecommendationTheme" (
    "recommendationId" UUID NOT NULL,
    "themeId" UUID NOT NULL,

    CONSTRAINT "RecommendationTheme_pkey" PRIMARY KEY ("recommendationId","themeId")
);

-- CreateTable
CREATE TABLE "RecommendationAuthor" (
    "recommendationId" UUID NOT NULL,
    "organisationId" UUID NOT NULL,

    CONSTRAINT "RecommendationAuthor_pkey" PRIMARY KEY ("recommendationId","organisationId")
);

-- CreateTable
CREATE TABLE "Addressee" (
    "id" UUID NOT NULL,
    "recommendationId" UUID NOT NULL,
    "organisationId" UUID NOT NULL,
    "role" "AddresseeRole" NOT NULL DEFAULT 'responsible',
    "position" "StatePosition" NOT NULL DEFAULT 'none',
    "status" "FollowUpStatus" NOT NULL DEFAULT 'formulated',
    "statusReason" TEXT,
    "statusOn" DATE NOT NULL,
    "grade" "Grade" NOT NULL DEFAULT 'N',
    "dueOn" DATE,
    "followerId" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Addressee_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "FollowUpStep" (
    "id" UUID NOT NULL,
    "addresseeId" UUID NOT NULL,
    "action" TEXT NOT NULL,
    "indicator" TEXT,
    "dueText" TEXT,
    "dueOn" DATE,
    "precision" "DuePrecision" NOT NULL DEFAULT 'none',
    "doneOn" DATE,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "FollowUpStep_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "StateReport" (
    "id" UUID NOT NULL,
    "addresseeId" UUID NOT NULL,
    "words" TEXT NOT NULL,
    "reportedOn" DATE NOT NULL,
    "url" TEXT,

    CONSTRAINT "StateReport_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Assessment" (
    "id" UUID NOT NULL,
    "addresseeId" UUID NOT NULL,
    "grade" "Grade" NOT NULL,
    "from" DATE,
    "until" DATE,
    "reason" TEXT NOT NULL,
    "organisationId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Assessment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AssessmentEvidence" (
    "id" UUID NOT NULL,
    "assessmentId" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "datedOn" DATE NOT NULL,
    "url" TEXT,
    "open" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "AssessmentEvidence_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AssessmentDissent" (
    "assessmentId" UUID NOT NULL,
    "organisationId" UUID NOT NULL,
    "words" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "AssessmentDissent_pkey" PRIMARY KEY ("assessmentId","organisationId")
);

-- CreateTable
CREATE TABLE "AddresseeChange" (
    "id" UUID NOT NULL,
    "addresseeId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "field" TEXT NOT NULL,
    "before" TEXT NOT NULL,
    "after" TEXT NOT NULL,
    "organisationId" UUID,

    CONSTRAINT "AddresseeChange_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RecommendationImport" (
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "fileName" TEXT NOT NULL,
    "sheetNames" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "sheet" INTEGER NOT NULL DEFAULT 0,
    "lines" JSONB NOT NULL,
    "columns" INTEGER[],
    "headerRow" INTEGER NOT NULL DEFAULT 0,
    "mapping" JSONB NOT NULL DEFAULT '{}',
    "choices" JSONB NOT NULL DEFAULT '{}',
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "writtenAt" TIMESTAMPTZ(3),
    "result" JSONB,
    "undoneAt" TIMESTAMPTZ(3),

    CONSTRAINT "RecommendationImport_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RecommendationImportRow" (
    "importId" UUID NOT NULL,
    "recommendationId" UUID NOT NULL,
    "created" BOOLEAN NOT NULL,
    "version" INTEGER NOT NULL,
    "before" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "RecommendationImportRow_pkey" PRIMARY KEY ("importId","recommendationId")
);

-- CreateTable
CREATE TABLE "Dialogue" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "edition" SMALLINT,
    "title" TEXT NOT NULL,
    "subject" TEXT,
    "format" "DialogueFormat" NOT NULL DEFAULT 'dialogue',
    "state" "DialogueState" NOT NULL DEFAULT 'preparing',
    "place" TEXT,
    "startsOn" DATE NOT NULL,
    "endsOn" DATE,
    "url" TEXT,
    "demonstration" BOOLEAN NOT NULL DEFAULT false,
    "previousId" UUID,
    "spaceId" UUID,
    "minutesDocumentId" UUID,
    "minutesText" TEXT NOT NULL DEFAULT '',
    "minutesState" "MinutesState" NOT NULL DEFAULT 'draft',
    "minutesUntil" DATE,
    "validatedOn" DATE,
    "validatedBySilence" BOOLEAN NOT NULL DEFAULT false,
    "publishedAt" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Dialogue_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DialogueAgendaItem" (
    "id" UUID NOT NULL,
    "dialogueId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "organisationId" UUID,
    "minutes" SMALLINT,
    "report" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "DialogueAgendaItem_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DialogueAttendance" (
    "id" UUID NOT NULL,
    "dialogueId" UUID NOT NULL,
    "organisationId" UUID NOT NULL,
    "quality" "AttendanceQuality" NOT NULL,
    "presence" "Presence" NOT NULL DEFAULT 'invited',
    "delegation" SMALLINT,

    CONSTRAINT "DialogueAttendance_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Commitment" (
    "id" UUID NOT NULL,
    "dialogueId" UUID NOT NULL,
    "organisationId" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "disputed" TEXT,
    "state" "CommitmentState" NOT NULL DEFAULT 'made',
    "dueText" TEXT,
    "dueOn" DATE,
    "precision" "DuePrecision" NOT NULL DEFAULT 'none',
    "recommendationId" UUID,
    "taskId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Commitment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DialoguePostponement" (
    "id" UUID NOT NULL,
    "dialogueId" UUID,
    "commitmentId" UUID,
    "former" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "DialoguePostponement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DialogueErratum" (
    "dialogueId" UUID NOT NULL,
    "number" SMALLINT NOT NULL,
    "text" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "DialogueErratum_pkey" PRIMARY KEY ("dialogueId","number")
);

-- CreateIndex
CREATE INDEX "AuthorityOffice_organisationId_idx" ON "AuthorityOffice"("organisationId");

-- CreateIndex
CREATE INDEX "OfficeHolder_officeId_idx" ON "OfficeHolder"("officeId");

-- CreateIndex
CREATE INDEX "Correspondence_organisationId_sentOn_idx" ON "Correspondence"("organisationId", "sentOn");

-- CreateIndex
CREATE INDEX "Correspondence_senderId_idx" ON "Correspondence"("senderId");

-- CreateIndex
CREATE INDEX "Correspondence_officeId_idx" ON "Correspondence"("officeId");

-- CreateIndex
CREATE INDEX "CorrespondenceRecommendation_recommendationId_idx" ON "CorrespondenceRecommendation"("recommendationId");

-- CreateIndex
CREATE UNIQUE INDEX "Recommendation_number_key" ON "Recommendation"("number");

-- CreateIndex
CREATE INDEX "Recommendation_reiteratesId_idx" ON "Recommendation"("reiteratesId");

-- CreateIndex
CREATE INDEX "Recommendation_dialogueId_idx" ON "Recommendation"("dialogueId");

-- CreateIndex
CREATE INDEX "Recommendation_publishedAt_idx" ON "Recommendation"("publishedAt");

-- CreateIndex
CREATE INDEX "RecommendationKey_recommendationId_idx" ON "RecommendationKey"("recommendationId");

-- CreateIndex
CREATE INDEX "RecommendationTheme_themeId_idx" ON "RecommendationTheme"("themeId");

-- CreateIndex
CREATE INDEX "RecommendationAuthor_organisationId_idx" ON "RecommendationAuthor"("organisationId");

-- CreateIndex
CREATE INDEX "Addressee_organisationId_recommendationId_idx" ON "Addressee"("organisationId", "recommendationId");

-- CreateIndex
CREATE INDEX "Addressee_status_id_idx" ON "Addressee"("status", "id");

-- CreateIndex
CREATE INDEX "Addressee_dueOn_id_idx" ON "Addressee"("dueOn", "id");

-- CreateIndex
CREATE INDEX "Addressee_followerId_idx" ON "Addressee"("followerId");

-- CreateIndex
CREATE UNIQUE INDEX "Addressee_recommendationId_organisationId_key" ON "Addressee"("recommendationId", "organisationId");

-- CreateIndex
CREATE INDEX "FollowUpStep_addresseeId_idx" ON "FollowUpStep"("addresseeId");

-- CreateIndex
CREATE INDEX "StateReport_addresseeId_idx" ON "StateReport"("addresseeId");

-- CreateIndex
CREATE INDEX "Assessment_addresseeId_createdAt_idx" ON "Assessment"("addresseeId", "createdAt");

-- CreateIndex
CREATE INDEX "Assessment_organisationId_idx" ON "Assessment"("organisationId");

-- CreateIndex
CREATE INDEX "AssessmentEvidence_assessmentId_idx" ON "AssessmentEvidence"("assessmentId");

-- CreateIndex
CREATE INDEX "AssessmentDissent_organisationId_idx" ON "AssessmentDissent"("organisationId");

-- CreateIndex
CREATE INDEX "AddresseeChange_addresseeId_at_idx" ON "AddresseeChange"("addresseeId", "at");

-- CreateIndex
CREATE INDEX "AddresseeChange_organisationId_idx" ON "AddresseeChange"("organisationId");

-- CreateIndex
CREATE INDEX "RecommendationImport_createdAt_idx" ON "RecommendationImport"("createdAt");

-- CreateIndex
CREATE INDEX "RecommendationImport_personId_idx" ON "RecommendationImport"("personId");

-- CreateIndex
CREATE INDEX "Dialogue_startsOn_id_idx" ON "Dialogue"("startsOn", "id");

-- CreateIndex
CREATE INDEX "Dialogue_previousId_idx" ON "Dialogue"("previousId");

-- CreateIndex
CREATE INDEX "Dialogue_spaceId_idx" ON "Dialogue"("spaceId");

-- CreateIndex
CREATE INDEX "Dialogue_minutesDocumentId_idx" ON "Dialogue"("minutesDocumentId");

-- CreateIndex
CREATE INDEX "DialogueAgendaItem_dialogueId_position_idx" ON "DialogueAgendaItem"("dialogueId", "position");

-- CreateIndex
CREATE INDEX "DialogueAgendaItem_organisationId_idx" ON "DialogueAgendaItem"("organisationId");

-- CreateIndex
CREATE INDEX "DialogueAttendance_organisationId_idx" ON "DialogueAttendance"("organisationId");

-- CreateIndex
CREATE UNIQUE INDEX "DialogueAttendance_dialogueId_organisationId_key" ON "DialogueAttendance"("dialogueId", "organisationId");

-- CreateIndex
CREATE INDEX "Commitment_dialogueId_idx" ON "Commitment"("dialogueId");

-- CreateIndex
CREATE INDEX "Commitment_organisationId_idx" ON "Commitment"("organisationId");

-- CreateIndex
CREATE INDEX "Commitment_recommendationId_idx" ON "Commitment"("recommendationId");

-- CreateIndex
CREATE INDEX "Commitment_taskId_idx" ON "Commitment"("taskId");

-- CreateIndex
CREATE INDEX "DialoguePostponement_dialogueId_idx" ON "DialoguePostponement"("dialogueId");

-- CreateIndex
CREATE INDEX "DialoguePostponement_commitmentId_idx" ON "DialoguePostponement"("commitmentId");

-- AddForeignKey
ALTER TABLE "AuthorityOffice" ADD CONSTRAINT "AuthorityOffice_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OfficeHolder" ADD CONSTRAINT "OfficeHolder_officeId_fkey" FOREIGN KEY ("officeId") REFERENCES "AuthorityOffice"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Correspondence" ADD CONSTRAINT "Correspondence_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Correspondence" ADD CONSTRAINT "Correspondence_senderId_fkey" FOREIGN KEY ("senderId") REFERENCES "Organisation"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Correspondence" ADD CONSTRAINT "Correspondence_officeId_fkey" FOREIGN KEY ("officeId") REFERENCES "AuthorityOffice"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CorrespondenceRecommendation" ADD CONSTRAINT "CorrespondenceRecommendation_correspondenceId_fkey" FOREIGN KEY ("correspondenceId") REFERENCES "Correspondence"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CorrespondenceRecommendation" ADD CONSTRAINT "CorrespondenceRecommendation_recommendationId_fkey" FOREIGN KEY ("recommendationId") REFERENCES "Recommendation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Recommendation" ADD CONSTRAINT "Recommendation_reiteratesId_fkey" FOREIGN KEY ("reiteratesId") REFERENCES "Recommendation"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Recommendation" ADD CONSTRAINT "Recommendation_dialogueId_fkey" FOREIGN KEY ("dialogueId") REFERENCES "Dialogue"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RecommendationKey" ADD CONSTRAINT "RecommendationKey_recommendationId_fkey" FOREIGN KEY ("recommendationId") REFERENCES "Recommendation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RecommendationTheme" ADD CONSTRAINT "RecommendationTheme_recommendationId_fkey" FOREIGN KEY ("recommendationId") REFERENCES "Recommendation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RecommendationTheme" ADD CONSTRAINT "RecommendationTheme_themeId_fkey" FOREIGN KEY ("themeId") REFERENCES "Theme"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RecommendationAuthor" ADD CONSTRAINT "RecommendationAuthor_recommendationId_fkey" FOREIGN KEY ("recommendationId") REFERENCES "Recommendation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RecommendationAuthor" ADD CONSTRAINT "RecommendationAuthor_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Addressee" ADD CONSTRAINT "Addressee_recommendationId_fkey" FOREIGN KEY ("recommendationId") REFERENCES "Recommendation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Addressee" ADD CONSTRAINT "Addressee_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Addressee" ADD CONSTRAINT "Addressee_followerId_fkey" FOREIGN KEY ("followerId") REFERENCES "Organisation"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FollowUpStep" ADD CONSTRAINT "FollowUpStep_addresseeId_fkey" FOREIGN KEY ("addresseeId") REFERENCES "Addressee"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StateReport" ADD CONSTRAINT "StateReport_addresseeId_fkey" FOREIGN KEY ("addresseeId") REFERENCES "Addressee"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Assessment" ADD CONSTRAINT "Assessment_addresseeId_fkey" FOREIGN KEY ("addresseeId") REFERENCES "Addressee"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Assessment" ADD CONSTRAINT "Assessment_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AssessmentEvidence" ADD CONSTRAINT "AssessmentEvidence_assessmentId_fkey" FOREIGN KEY ("assessmentId") REFERENCES "Assessment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AssessmentDissent" ADD CONSTRAINT "AssessmentDissent_assessmentId_fkey" FOREIGN KEY ("assessmentId") REFERENCES "Assessment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AssessmentDissent" ADD CONSTRAINT "AssessmentDissent_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AddresseeChange" ADD CONSTRAINT "AddresseeChange_addresseeId_fkey" FOREIGN KEY ("addresseeId") REFERENCES "Addressee"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AddresseeChange" ADD CONSTRAINT "AddresseeChange_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RecommendationImportRow" ADD CONSTRAINT "RecommendationImportRow_importId_fkey" FOREIGN KEY ("importId") REFERENCES "RecommendationImport"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Dialogue" ADD CONSTRAINT "Dialogue_previousId_fkey" FOREIGN KEY ("previousId") REFERENCES "Dialogue"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Dialogue" ADD CONSTRAINT "Dialogue_spaceId_fkey" FOREIGN KEY ("spaceId") REFERENCES "Space"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Dialogue" ADD CONSTRAINT "Dialogue_minutesDocumentId_fkey" FOREIGN KEY ("minutesDocumentId") REFERENCES "Document"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DialogueAgendaItem" ADD CONSTRAINT "DialogueAgendaItem_dialogueId_fkey" FOREIGN KEY ("dialogueId") REFERENCES "Dialogue"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DialogueAgendaItem" ADD CONSTRAINT "DialogueAgendaItem_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DialogueAttendance" ADD CONSTRAINT "DialogueAttendance_dialogueId_fkey" FOREIGN KEY ("dialogueId") REFERENCES "Dialogue"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DialogueAttendance" ADD CONSTRAINT "DialogueAttendance_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Commitment" ADD CONSTRAINT "Commitment_dialogueId_fkey" FOREIGN KEY ("dialogueId") REFERENCES "Dialogue"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Commitment" ADD CONSTRAINT "Commitment_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Commitment" ADD CONSTRAINT "Commitment_recommendationId_fkey" FOREIGN KEY ("recommendationId") REFERENCES "Recommendation"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Commitment" ADD CONSTRAINT "Commitment_taskId_fkey" FOREIGN KEY ("taskId") REFERENCES "SpaceTask"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DialoguePostponement" ADD CONSTRAINT "DialoguePostponement_dialogueId_fkey" FOREIGN KEY ("dialogueId") REFERENCES "Dialogue"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DialoguePostponement" ADD CONSTRAINT "DialoguePostponement_commitmentId_fkey" FOREIGN KEY ("commitmentId") REFERENCES "Commitment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DialogueErratum" ADD CONSTRAINT "DialogueErratum_dialogueId_fkey" FOREIGN KEY ("dialogueId") REFERENCES "Dialogue"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- A recommendation is kept as it was issued: the network's French stands beside it.
CREATE FUNCTION keep_issued_text() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  RAISE EXCEPTION 'The text of a recommendation is never edited.' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER "Recommendation_text" BEFORE UPDATE OF "text" ON "Recommendation"
  FOR EACH ROW WHEN (OLD."text" IS DISTINCT FROM NEW."text") EXECUTE FUNCTION keep_issued_text();

-- A commitment has a deadline, or says « sans date ».
ALTER TABLE "Commitment" ADD CONSTRAINT "Commitment_due" CHECK (("dueOn" IS NULL) = ("precision" = 'none'));
ALTER TABLE "DialoguePostponement" ADD CONSTRAINT "DialoguePostponement_one"
  CHECK (("dialogueId" IS NULL) <> ("commitmentId" IS NULL));
