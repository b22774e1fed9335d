CREATE TABLE `graduation_case` (
	`id` text PRIMARY KEY NOT NULL,
	`programme` text NOT NULL,
	`person_id` text NOT NULL,
	`kind` text NOT NULL CHECK (`kind` IN ('graduate','stop','review')),
	`about` text,
	`state` text NOT NULL CHECK (`state` IN ('proposed','returned','agreed','shown','closed')),
	`round` integer NOT NULL CHECK (`round` > 0),
	`by_person` text NOT NULL,
	`opened_at` integer NOT NULL,
	`told_at` integer,
	`objection_until` integer,
	`outcome` text CHECK (`outcome` IN ('graduate','not-yet','stop','go-on','withdrawn','gone','upheld','again')),
	`closed_at` integer,
	CHECK ((`kind` = 'review') = (`about` IS NOT NULL)),
	CHECK ((`state` = 'closed') = (`closed_at` IS NOT NULL)),
	CHECK ((`outcome` IS NULL) = (`closed_at` IS NULL)),
	CHECK ((`told_at` IS NULL) = (`objection_until` IS NULL)),
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by_person`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE UNIQUE INDEX `graduation_case_open` ON `graduation_case` (`programme`,`person_id`) WHERE closed_at IS NULL AND kind <> 'review';--> statement-breakpoint
CREATE UNIQUE INDEX `graduation_case_review` ON `graduation_case` (`programme`,`person_id`) WHERE closed_at IS NULL AND kind = 'review';--> statement-breakpoint
CREATE INDEX `graduation_case_person` ON `graduation_case` (`person_id`,`opened_at`);--> statement-breakpoint
CREATE TABLE `graduation_plan` (
	`id` text PRIMARY KEY NOT NULL,
	`programme` text NOT NULL,
	`person_id` text NOT NULL,
	`by_person` text NOT NULL,
	`together` integer NOT NULL CHECK (`together` IN (0, 1)),
	`made_at` integer NOT NULL,
	`evaluate_on` text NOT NULL CHECK (`evaluate_on` GLOB '????-??-??'),
	`evaluated_at` integer,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by_person`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `graduation_plan_person` ON `graduation_plan` (`person_id`,`made_at`);--> statement-breakpoint
CREATE TABLE `graduation_step` (
	`plan_id` text NOT NULL,
	`no` integer NOT NULL CHECK (`no` > 0),
	`what` text NOT NULL,
	`due_on` text NOT NULL CHECK (`due_on` GLOB '????-??-??'),
	`done_at` integer,
	PRIMARY KEY(`plan_id`, `no`),
	FOREIGN KEY (`plan_id`) REFERENCES `graduation_plan`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `graduation_word` (
	`id` text PRIMARY KEY NOT NULL,
	`of` text NOT NULL,
	`person_id` text NOT NULL,
	`what` text NOT NULL CHECK (`what` IN ('note','return','vote','objection','answer','cause','evaluation')),
	`by_person` text NOT NULL,
	`words` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by_person`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `graduation_word_of` ON `graduation_word` (`of`,`at`);--> statement-breakpoint
CREATE INDEX `graduation_word_person` ON `graduation_word` (`person_id`);--> statement-breakpoint
CREATE TRIGGER `graduation_case_closed` BEFORE UPDATE ON `graduation_case` WHEN OLD.state = 'closed' BEGIN SELECT RAISE(ABORT, 'a decided case is not changed'); END;
--> statement-breakpoint
CREATE TRIGGER `graduation_case_no_delete` BEFORE DELETE ON `graduation_case` BEGIN SELECT RAISE(ABORT, 'graduation_case is kept'); END;
--> statement-breakpoint
CREATE TRIGGER `graduation_word_no_update` BEFORE UPDATE ON `graduation_word` BEGIN SELECT RAISE(ABORT, 'graduation_word is never changed'); END;
