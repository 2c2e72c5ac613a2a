import type { ContractVerification } from "@/lib/model/contract-verification.ts";
import { checkDeploy } from "@/lib/queries/contracts/check-deploy.ts";
import { countGoverned } from "@/lib/queries/contracts/count-governed.ts";
import { findHandoffsOfSeams, findSeamsBetween } from "@/lib/queries/contracts/find-governed-handoffs.ts";
import { findGoverning } from "@/lib/queries/contracts/find-governing.ts";
import { findNextRecheck } from "@/lib/queries/contracts/find-next-recheck.ts";
import { getContract, listContractVersions } from "@/lib/queries/contracts/get-contract.ts";
import { listContracts } from "@/lib/queries/contracts/list-contracts.ts";
import { proposeForSeam } from "@/lib/queries/contracts/propose-for-seam.ts";
import { readContractTraffic } from "@/lib/queries/contracts/read-contract-traffic.ts";
import { readContractVersion } from "@/lib/queries/contracts/read-contract-version.ts";
import { readContractFailures } from "@/lib/queries/contracts/read-contract-failures.ts";
import { readCoverage } from "@/lib/queries/contracts/read-coverage.ts";
import { readVersionTrend } from "@/lib/queries/contracts/read-version-trend.ts";
import { readLatestVerifications, readVerifications } from "@/lib/queries/contracts/read-verifications.ts";
import { readVerifiedPairs } from "@/lib/queries/contracts/read-verified-pairs.ts";
import { readContracts } from "@/lib/queries/contracts/read-contracts.ts";
import { readContractsStamp } from "@/lib/queries/contracts/read-contracts-stamp.ts";
import { each, type Questions } from "./question.ts";

const EVER = { from: "1970-01-01 00:00:00", to: "2100-01-01 00:00:00" };

const undated = (verifications: readonly ContractVerification[]) => verifications.map((one) => ({ ...one, at: "" }));

/** Everything that lib/queries/contracts can be asked. */
export const QUESTIONS_OF_CONTRACTS: Questions = {
  "contracts/check-deploy.ts": (db, { project, window, seams, now }) => each(seams, (seam) => checkDeploy(db, { project, ...window, now, agent: seam.source, version: "2" })),
  "contracts/count-governed.ts": (db, { project, contracts }) => each(contracts, (push) => countGoverned(db, project, push, contracts)),
  "contracts/find-governed-handoffs.ts": async (db, { project, seams }) => {
    const asked = { project, ...EVER, seamIds: seams.map((seam) => seam.id), afterId: "" };
    return [await findSeamsBetween(db, { project, ...EVER }), await each(["1970-01-01 00:00:00", "2026-11-20 00:00:00"], (upTo) => findHandoffsOfSeams(db, { ...asked, upTo, limit: 40 }))];
  },
  "contracts/find-governing.ts": (db, { project, seams, now }) => each(seams, (seam) => findGoverning(db, { project, seam, now })),
  "contracts/find-next-recheck.ts": (db, { project }) => findNextRecheck(db, { project }),
  "contracts/get-contract.ts": (db, { project, contracts, now }) =>
    each(contracts, async ({ contract: { contract: name } }) => [await getContract(db, { project, name, now }), await listContractVersions(db, { project, name })]),
  "contracts/list-contracts.ts": (db, { project, now }) => listContracts(db, { project, now }),
  "contracts/propose-for-seam.ts": (db, { project, seams, now }) => each(seams, (seam) => proposeForSeam(db, { project, seamId: seam.id, n: 3, now })),
  "contracts/read-contract-traffic.ts": (db, { project, window }) => readContractTraffic(db, { project, ...window }),
  "contracts/read-contract-version.ts": (db, { project, contracts }) => each(contracts, ({ contract: { contract: name, version } }) => readContractVersion(db, { project, name, version })),
  "contracts/read-contract-failures.ts": (db, { project, window, seams }) => readContractFailures(db, { project, seams, ...window }),
  "contracts/read-coverage.ts": (db, { project, now }) => readCoverage(db, { project, now }),
  "contracts/read-verifications.ts": async (db, { project, contracts }) => {
    const history = await each(contracts, async ({ contract: { contract } }) => undated((await readVerifications(db, { project, contract })).verifications));
    return [history, undated(await readLatestVerifications(db, { project }))];
  },
  "contracts/read-verified-pairs.ts": (db, { project, seams, now }) =>
    each(seams, async (seam) => (await readVerifiedPairs(db, { project, seam, now })).map((pair) => ({ ...pair, results: undated(pair.results) }))),
  "contracts/read-version-trend.ts": (db, { project, now, seams }) => readVersionTrend(db, { project, seamIds: seams.map((seam) => seam.id), days: 400, now }),
  "contracts/read-contracts.ts": (db, { project }) => readContracts(db, { project }),
  "contracts/read-contracts-stamp.ts": (db, { project }) => readContractsStamp(db, { project }),
};
