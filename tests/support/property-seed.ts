import fc from "fast-check";

/**
 * Property tests draw the same cases at every run, so that a change is judged by what it changed. `RUKUN_SEED=random`
 * draws new ones, and a number those of that seed: to look for what nobody thought of.
 */
const DEFAULT_SEED = 20_261_121;
const wanted = process.env["RUKUN_SEED"];

if (wanted !== "random") fc.configureGlobal({ seed: wanted === undefined ? DEFAULT_SEED : Number(wanted) });
