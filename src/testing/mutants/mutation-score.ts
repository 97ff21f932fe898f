import type { Detection } from '../../findings/detection.js';
import { suggestion } from '../../records/nearest.js';
import { fault } from '../../yaml/fault.js';
import { mismatchOf } from '../match-rows.js';
import { openInput, runDetection } from '../run-test.js';
import type { DetectionTest, TestFile } from '../test-file.js';
import { type Mutant, mutantsOf } from './mutants-of.js';
import { nothingLeftOut, sharedWith } from './shared-parts.js';

/** A mutant that no test notices. */
export interface SurvivingMutant {
  readonly mutant: string;
  /** The step that is changed, as KQL. */
  readonly step: string;
  /** Why no test can notice it, as the test file says; null when it says nothing. */
  readonly because: string | null;
}

/** How many small changes of a detection its tests notice. */
export interface MutationScore {
  readonly detection: string;
  readonly mutants: number;
  readonly noticed: number;
  readonly survivors: readonly SurvivingMutant[];
  /** What the file says of mutants that there are not, or that tests notice. */
  readonly faults: readonly string[];
}

/** The share of mutants that tests notice, in whole percent, of those that the file does not explain; rounded down. */
export function percentOf({ mutants, noticed, survivors }: MutationScore): number {
  const noticeable = mutants - survivors.filter(({ because }) => because !== null).length;
  return noticeable === 0 ? 100 : Math.floor((100 * noticed) / noticeable);
}

/** Runs the tests of a detection, which must pass, against each mutant of its plan; `detections` are all there are. */
export async function mutationScore(
  file: TestFile,
  detections: readonly Detection[],
): Promise<MutationScore> {
  const { detection } = file;
  // Tests with parameters of their own are about other plans.
  const tests = file.tests.filter((test) => test.detection === detection);
  const others = detections.filter(({ id }) => id !== detection.id).map(({ plan }) => plan);
  const mutants = mutantsOf(detection.plan, file.mutants === 'own' ? sharedWith(others) : nothingLeftOut);
  const survivors: SurvivingMutant[] = [];
  for (const mutant of mutants) {
    if (await isNoticed(mutant, detection, tests)) continue;
    const because = file.survivors.find((one) => one.mutant === mutant.name)?.because ?? null;
    survivors.push({ mutant: mutant.name, step: mutant.step, because });
  }
  return {
    detection: detection.id,
    mutants: mutants.length,
    noticed: mutants.length - survivors.length,
    survivors,
    faults: faultsOf(file, mutants, survivors),
  };
}

async function isNoticed(
  { plan }: Mutant,
  detection: Detection,
  tests: readonly DetectionTest[],
): Promise<boolean> {
  const changed = { ...detection, plan };
  for (const { input, now, expected } of tests) {
    const { rows } = await runDetection(changed, await openInput(input), now);
    if (mismatchOf(expected, rows, plan.columns) !== null) return true;
  }
  return false;
}

function faultsOf(
  { survivors: explained }: TestFile,
  mutants: readonly Mutant[],
  survivors: readonly SurvivingMutant[],
): readonly string[] {
  const names = mutants.map(({ name }) => name);
  const surviving = survivors.map(({ mutant }) => mutant);
  return explained
    .filter(({ mutant }) => !surviving.includes(mutant))
    .map(({ mutant, at }) =>
      names.includes(mutant)
        ? fault(at, `a test notices the mutant ${mutant}: take its explanation out`)
        : fault(at, `there is no mutant ${mutant}.${suggestion(mutant, names)}`),
    )
    .map(({ message }) => message);
}
