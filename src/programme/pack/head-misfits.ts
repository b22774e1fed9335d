import type { Path } from "../../flow/check/yaml.ts";
import type { Head } from "./head.ts";
import type { Finding } from "./problems.ts";

/** Each word of `programme.yaml` is right, and together they do not work. */
export function headMisfits(pack: Head): Finding[] {
  const { from, to } = pack.hours;
  if (from >= to)
    return [
      { path: ["hours", "to"], what: `The hours end at ${to}, before they begin at ${from}.`, how: "Swap them." },
    ];
  return [...lateTimes(pack), ...villagesTwice(pack), ...contactMisfits(pack)];
}

function lateTimes(pack: Head): Finding[] {
  const { from, to } = pack.hours;
  const { beneficiary, kader, facilitator } = pack["weekly-report"];
  const times: [Path, string][] = [
    [["weekly-report", "beneficiary", "time"], beneficiary.time],
    [["weekly-report", "kader", "time"], kader.time],
    [["weekly-report", "facilitator", "time"], facilitator.time],
    [["digests", "facilitator", "time"], pack.digests.facilitator.time],
    [["digests", "coordinator", "time"], pack.digests.coordinator.time],
  ];
  return times
    .filter(([, time]) => time < from || time >= to)
    .map(([path, time]) => ({
      path,
      what: `${time} lies outside the hours from ${from} to ${to}.`,
      how: "Write a time inside the hours, or change the hours.",
    }));
}

function villagesTwice({ villages }: Head): Finding[] {
  const names = villages.map(({ name }) => name.toLowerCase());
  return names.flatMap((name, at) =>
    names.indexOf(name) < at
      ? [{ path: ["villages", at], what: `The village "${name}" stands twice.`, how: "Keep one of the two." }]
      : [],
  );
}

/** Phases of contact follow each other, each rarer than the one before. */
function contactMisfits({ contact = [] }: Head): Finding[] {
  return contact.flatMap(({ months: [first, last], every }, at): Finding[] => {
    const before = contact[at - 1];
    const found: Finding[] = [];
    const path = ["contact", at, "months"];
    if (last < first)
      found.push({ path, what: `The phase ends in month ${last}, before ${first}.`, how: "Swap them." });
    if (before !== undefined && first <= before.months[1]) {
      const what = `Month ${first} belongs to the phase "${before.id}" already.`;
      found.push({ path, what, how: `Begin with month ${before.months[1] + 1}.` });
    }
    if (before !== undefined && every < before.every) {
      const what = `Contact every ${every} weeks is more often than in the phase before.`;
      found.push({ path: ["contact", at, "every"], what, how: "Contact becomes rarer from phase to phase." });
    }
    return found;
  });
}
