CREATE TABLE `indicator_value` (
	`programme` text NOT NULL,
	`indicator` text NOT NULL,
	`period_from` text NOT NULL,
	`period_to` text NOT NULL CHECK (`period_to` >= `period_from`),
	`dimension` text NOT NULL CHECK (`dimension` IN ('all','sex','age','disability','village','group','cohort')),
	`cell` text NOT NULL,
	`numerator` integer,
	`denominator` integer,
	`n` integer,
	`unit` text NOT NULL CHECK (`unit` IN ('percent','number','people','rupiah')),
	`value` integer,
	`hidden` integer NOT NULL CHECK (`hidden` IN (0, 1)),
	`computed_at` integer NOT NULL,
	PRIMARY KEY(`programme`, `period_from`, `period_to`, `indicator`, `dimension`, `cell`),
	CHECK (`hidden` = 0 OR (`numerator` IS NULL AND `denominator` IS NULL AND `n` IS NULL AND `value` IS NULL))
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `report_word` (
	`id` integer PRIMARY KEY NOT NULL,
	`programme` text NOT NULL,
	`kind` text NOT NULL CHECK (`kind` IN ('weekly','monthly','quarterly','final')),
	`period_from` text NOT NULL,
	`period_to` text NOT NULL CHECK (`period_to` >= `period_from`),
	`what` text NOT NULL CHECK (`what` IN ('analysis','approved')),
	`words` text,
	`digest` text,
	`by_person` text,
	`by_name` text,
	`source` text NOT NULL,
	`at` integer NOT NULL,
	CHECK ((`what` = 'analysis') = (`words` IS NOT NULL)),
	CHECK ((`what` = 'approved') = (`digest` IS NOT NULL)),
	CHECK ((`by_person` IS NULL) <> (`by_name` IS NULL)),
	FOREIGN KEY (`by_person`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `report_word_source_unique` ON `report_word` (`source`);--> statement-breakpoint
CREATE INDEX `report_word_of` ON `report_word` (`programme`,`kind`,`period_from`,`period_to`,`id`);
--> statement-breakpoint
CREATE TRIGGER `indicator_value_no_update` BEFORE UPDATE ON `indicator_value` BEGIN SELECT RAISE(ABORT, 'indicator_value is reckoned anew, never changed'); END;
--> statement-breakpoint
CREATE TRIGGER `report_word_no_update` BEFORE UPDATE ON `report_word` BEGIN SELECT RAISE(ABORT, 'report_word is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER `report_word_no_delete` BEFORE DELETE ON `report_word` BEGIN SELECT RAISE(ABORT, 'report_word is append-only'); END;
