CREATE TABLE `access_profile` (
	`person_id` text PRIMARY KEY NOT NULL,
	`manner` text NOT NULL CHECK (`manner` IN ('usual', 'short', 'reader', 'deaf')),
	`by_person` text,
	`at` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by_person`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `rights_request` (
	`no` integer PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`kind` text NOT NULL CHECK (`kind` IN ('correction', 'copy', 'other')),
	`about` text,
	`opened_at` integer NOT NULL,
	`done_at` integer,
	`done_by` text,
	`answer` text,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`done_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	CHECK (`answer` IS NULL OR `done_at` IS NOT NULL)
) STRICT;
--> statement-breakpoint
CREATE INDEX `rights_request_person` ON `rights_request` (`person_id`);--> statement-breakpoint
CREATE INDEX `rights_request_open` ON `rights_request` (`done_at`,`opened_at`);--> statement-breakpoint
CREATE TRIGGER `rights_request_no_delete` BEFORE DELETE ON `rights_request` BEGIN SELECT RAISE(ABORT, 'that somebody asked stays as proof'); END;
