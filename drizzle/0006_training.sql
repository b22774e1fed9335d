CREATE TABLE `training_session` (
	`id` text PRIMARY KEY NOT NULL,
	`programme` text NOT NULL,
	`module` text NOT NULL,
	`topic` text,
	`starts_at` integer NOT NULL,
	`ends_at` integer NOT NULL,
	`zone` text NOT NULL,
	`place` text NOT NULL,
	`code` text NOT NULL,
	`by_person` text NOT NULL,
	`state` text NOT NULL CHECK (`state` IN ('planned','cancelled')),
	`version` integer NOT NULL CHECK (`version` > 0),
	`before_at` integer,
	`created_at` integer NOT NULL,
	`changed_at` integer NOT NULL,
	CHECK (`ends_at` > `starts_at`),
	FOREIGN KEY (`by_person`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `training_seat` (
	`session_id` text NOT NULL,
	`no` integer NOT NULL CHECK (`no` > 0),
	`person_id` text NOT NULL,
	`answer` text CHECK (`answer` IN ('yes','no','unsure')),
	`needs` text CHECK (`needs` IS NULL OR json_type(`needs`) = 'array'),
	`told` integer,
	`told_at` integer,
	`planned` integer DEFAULT 0 NOT NULL,
	PRIMARY KEY(`session_id`, `no`),
	FOREIGN KEY (`session_id`) REFERENCES `training_session`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `training_task` (
	`id` text PRIMARY KEY NOT NULL,
	`session_id` text NOT NULL,
	`what` text NOT NULL,
	`by_person` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`session_id`) REFERENCES `training_session`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by_person`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `training_hand_in` (
	`id` text PRIMARY KEY NOT NULL,
	`task_id` text NOT NULL,
	`person_id` text NOT NULL,
	`way` text NOT NULL CHECK (`way` IN ('photo','voice','text')),
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
CREATE TABLE `training_word` (
	`session_id` text NOT NULL,
	`person_id` text NOT NULL,
	`words` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`session_id`, `person_id`),
	FOREIGN KEY (`session_id`) REFERENCES `training_session`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `training_hand_in_task` ON `training_hand_in` (`task_id`,`at`);
--> statement-breakpoint
CREATE INDEX `training_hand_in_person` ON `training_hand_in` (`person_id`);
--> statement-breakpoint
CREATE UNIQUE INDEX `training_seat_person` ON `training_seat` (`session_id`,`person_id`);
--> statement-breakpoint
CREATE INDEX `training_seat_of` ON `training_seat` (`person_id`);
--> statement-breakpoint
CREATE UNIQUE INDEX `training_session_code` ON `training_session` (`code`);
--> statement-breakpoint
CREATE INDEX `training_session_time` ON `training_session` (`starts_at`);
--> statement-breakpoint
CREATE INDEX `training_task_session` ON `training_task` (`session_id`);
--> statement-breakpoint
CREATE INDEX `training_word_person` ON `training_word` (`person_id`);
