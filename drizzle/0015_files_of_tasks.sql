-- A task may be handed in as a file. SQLite changes a CHECK only with the whole table; nothing refers to it.
CREATE TABLE `training_hand_in_next` (
	`id` text PRIMARY KEY NOT NULL,
	`task_id` text NOT NULL,
	`person_id` text NOT NULL,
	`way` text NOT NULL CHECK (`way` IN ('photo','voice','file','text')),
	`media_id` text,
	`words` text,
	`at` integer NOT NULL,
	`grade` text CHECK (`grade` IN ('good','nearly','again')),
	`note` text,
	`graded_by` text,
	`graded_at` integer,
	CHECK ((`grade` IS NULL) = (`graded_at` IS NULL)),
	FOREIGN KEY (`task_id`) REFERENCES `training_task`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`graded_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
INSERT INTO `training_hand_in_next` (`id`, `task_id`, `person_id`, `way`, `media_id`, `words`, `at`, `grade`, `note`, `graded_by`, `graded_at`)
	SELECT `id`, `task_id`, `person_id`, `way`, `media_id`, `words`, `at`, `grade`, `note`, `graded_by`, `graded_at` FROM `training_hand_in`;
--> statement-breakpoint
DROP TABLE `training_hand_in`;
--> statement-breakpoint
ALTER TABLE `training_hand_in_next` RENAME TO `training_hand_in`;
--> statement-breakpoint
CREATE INDEX `training_hand_in_task` ON `training_hand_in` (`task_id`,`at`);
--> statement-breakpoint
CREATE INDEX `training_hand_in_person` ON `training_hand_in` (`person_id`);
