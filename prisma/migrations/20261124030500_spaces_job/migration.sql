-- What was deleted 30 days ago is removed for good.
SELECT jobs.create_queue('workspaces.erase-deleted', '{"policy": "short"}');
