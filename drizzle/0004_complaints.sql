CREATE TABLE `complaint` (
	`no` integer PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`category` integer NOT NULL CHECK (`category` IN (0, 6)),
	`unit_id` text,
	`size` text CHECK (`size` IN ('small', 'medium', 'large')),
	`step` text CHECK (`step` IN ('identify', 'analyse', 'settle', 'document')),
	`opened_at` integer NOT NULL,
	`read_at` integer,
	`acknowledged_at` integer,
	`closed_at` integer,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	CHECK (`step` IS NULL OR `size` IS NOT NULL)
) STRICT;
--> statement-breakpoint
CREATE INDEX `complaint_person` ON `complaint` (`person_id`);--> statement-breakpoint
CREATE INDEX `complaint_unit` ON `complaint` (`unit_id`,`category`,`opened_at`);--> statement-breakpoint
CREATE TABLE `complaint_entry` (
	`complaint_no` integer NOT NULL,
	`no` integer NOT NULL CHECK (`no` > 0),
	`kind` text NOT NULL CHECK (`kind` IN ('told', 'reply', 'size', 'step', 'answer')),
	`by_person` text NOT NULL,
	`what` text,
	`text` text,
	`at` integer NOT NULL,
	PRIMARY KEY(`complaint_no`, `no`),
	FOREIGN KEY (`complaint_no`) REFERENCES `complaint`(`no`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by_person`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `complaint_entry_by` ON `complaint_entry` (`by_person`);--> statement-breakpoint
CREATE TABLE `early_warning` (
	`kind` text NOT NULL CHECK (`kind` IN ('alike', 'attendance', 'confidential')),
	`about` text NOT NULL,
	`on_date` text NOT NULL CHECK (`on_date` GLOB '????-??-??'),
	PRIMARY KEY(`kind`, `about`, `on_date`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TRIGGER `complaint_no_delete` BEFORE DELETE ON `complaint` BEGIN SELECT RAISE(ABORT, 'a complaint keeps its number'); END;
--> statement-breakpoint
CREATE TRIGGER `complaint_entry_no_delete` BEFORE DELETE ON `complaint_entry` BEGIN SELECT RAISE(ABORT, 'what was said about a complaint is only emptied'); END;
--> statement-breakpoint
CREATE TRIGGER `complaint_entry_no_update` BEFORE UPDATE ON `complaint_entry`
WHEN NEW.`complaint_no` IS NOT OLD.`complaint_no` OR NEW.`no` IS NOT OLD.`no` OR NEW.`kind` IS NOT OLD.`kind`
	OR NEW.`what` IS NOT OLD.`what` OR NEW.`at` IS NOT OLD.`at` OR (NEW.`text` IS NOT NULL AND NEW.`text` IS NOT OLD.`text`)
BEGIN SELECT RAISE(ABORT, 'what was said about a complaint is only emptied'); END;
