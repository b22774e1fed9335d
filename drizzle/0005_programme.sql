CREATE TABLE `enrolment` (
	`id` integer PRIMARY KEY NOT NULL,
	`programme` text NOT NULL,
	`person_id` text NOT NULL,
	`as_role` text NOT NULL CHECK (`as_role` IN ('candidate','beneficiary','graduate','left','stopped')),
	`since` integer NOT NULL,
	`until` integer,
	`cohort` text,
	`source` text NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	CHECK (`until` IS NULL OR `until` >= `since`)
) STRICT;
--> statement-breakpoint
CREATE INDEX `enrolment_person` ON `enrolment` (`person_id`,`programme`,`id`);--> statement-breakpoint
CREATE INDEX `enrolment_programme` ON `enrolment` (`programme`,`person_id`,`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `enrolment_source` ON `enrolment` (`programme`,`person_id`,`source`,`as_role`);--> statement-breakpoint
CREATE TABLE `event` (
	`id` text PRIMARY KEY NOT NULL,
	`programme` text NOT NULL,
	`kind` text NOT NULL,
	`person_id` text,
	`group_id` text,
	`unit_id` text,
	`village` text,
	`on_date` text NOT NULL CHECK (`on_date` GLOB '????-??-??'),
	`at` integer NOT NULL,
	`mode` text NOT NULL CHECK (`mode` IN ('self','kader','facilitator','phone','import','system')),
	`by_person` text,
	`source` text NOT NULL,
	`data` text NOT NULL CHECK (json_type(`data`) = 'object'),
	`corrects` text,
	`void` integer DEFAULT false NOT NULL CHECK (`void` IN (0, 1)),
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by_person`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	CHECK (`void` = 0 OR `corrects` IS NOT NULL)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `event_corrects` ON `event` (`corrects`);--> statement-breakpoint
CREATE UNIQUE INDEX `event_source` ON `event` (`programme`,`source`,`kind`,ifnull(person_id, ''));--> statement-breakpoint
CREATE INDEX `event_kind` ON `event` (`programme`,`kind`,`on_date`);--> statement-breakpoint
CREATE INDEX `event_person` ON `event` (`person_id`,`kind`,`on_date`);--> statement-breakpoint
CREATE TABLE `form_words` (
	`event_id` text NOT NULL,
	`question` text NOT NULL,
	`person_id` text,
	`answer` text NOT NULL,
	PRIMARY KEY(`event_id`, `question`),
	FOREIGN KEY (`event_id`) REFERENCES `event`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `form_words_person` ON `form_words` (`person_id`);--> statement-breakpoint
CREATE INDEX `person_merged` ON `person` (`merged_into`) WHERE merged_into IS NOT NULL;
--> statement-breakpoint
CREATE TRIGGER `enrolment_no_update` BEFORE UPDATE ON `enrolment` BEGIN SELECT RAISE(ABORT, 'enrolment is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER `enrolment_no_delete` BEFORE DELETE ON `enrolment` BEGIN SELECT RAISE(ABORT, 'enrolment is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER `event_no_update` BEFORE UPDATE ON `event` BEGIN SELECT RAISE(ABORT, 'event is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER `event_no_delete` BEFORE DELETE ON `event` BEGIN SELECT RAISE(ABORT, 'event is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER `form_words_no_update` BEFORE UPDATE ON `form_words` BEGIN SELECT RAISE(ABORT, 'form_words is never changed'); END;
