CREATE TABLE `task_move` (
	`id` integer PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`helper_id` text NOT NULL,
	`person_id` text,
	`until` text NOT NULL CHECK (`until` GLOB '????-??-??'),
	`reason` text,
	`source` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`helper_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `task_move_source` ON `task_move` (`source`,`key`);--> statement-breakpoint
CREATE INDEX `task_move_helper` ON `task_move` (`helper_id`,`key`);--> statement-breakpoint
CREATE INDEX `task_move_person` ON `task_move` (`person_id`);