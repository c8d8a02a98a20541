-- A thread's page counts its posts by organisation and those before and after the page: in this index alone, without
-- reading the posts.
CREATE INDEX "Post_threadId_organisationId_number_state_idx"
  ON "Post"("threadId", "organisationId", "number", "state");
