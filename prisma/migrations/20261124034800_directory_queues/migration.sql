-- The directory's jobs: whose profiles are asked about, and the mail that asks.
SELECT jobs.create_queue('directory.ask', '{"policy": "short"}');
SELECT jobs.create_queue('directory.reminder', '{"policy": "standard", "retryLimit": 8, "retryDelay": 60, "retryBackoff": true}');
