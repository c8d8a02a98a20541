-- In which space an item was that was erased with it: who may see its audit entries depends on it. The space is gone too,
-- so there is no foreign key.
CREATE TABLE "ErasedItem" (
    "id" UUID NOT NULL,
    "spaceId" UUID NOT NULL,

    CONSTRAINT "ErasedItem_pkey" PRIMARY KEY ("id")
);
