// Compiles the contracts and writes each as a canonical artefact: ABI, creation code, compiler, and
// the SHA-256 of every source, by which a Java test notices a stale artefact.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const solc = createRequire(import.meta.url)("solc");
const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const settings = {
  evmVersion: "prague",
  metadata: { bytecodeHash: "none" },
  optimizer: { enabled: true, runs: 200 },
  viaIR: true,
};

/** Sources of a folder, keyed by path below `solidity`. */
function sources(folder) {
  const names = readdirSync(join(root, "solidity", folder)).filter((n) => n.endsWith(".sol")).sort();
  return Object.fromEntries(
    names.map((n) => [`${folder}/${n}`, { content: readFileSync(join(root, "solidity", folder, n), "utf8") }]),
  );
}

function findImport(path) {
  try {
    return { contents: readFileSync(join(root, "node_modules", path), "utf8") };
  } catch (e) {
    return { error: e.message };
  }
}

/** JSON with sorted members and no spaces. */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const members = Object.keys(value).sort().map((k) => `${JSON.stringify(k)}:${canonical(value[k])}`);
  return `{${members.join(",")}}`;
}

function compile(inputs, file, contract, target) {
  const outputSelection = { "*": { "*": ["abi", "evm.bytecode.object"] } };
  const input = { language: "Solidity", sources: inputs, settings: { ...settings, outputSelection } };
  const output = JSON.parse(solc.compile(JSON.stringify(input), { import: findImport }));
  const problems = output.errors ?? [];
  problems.forEach((p) => console.error(p.formattedMessage));
  if (problems.length > 0) process.exit(1);
  const { abi, evm } = output.contracts[file][contract];
  const sha256 = (s) => createHash("sha256").update(s).digest("hex");
  const artefact = {
    abi,
    bytecode: `0x${evm.bytecode.object}`,
    compiler: { settings, version: solc.version() },
    contract,
    sources: Object.fromEntries(Object.entries(inputs).map(([k, v]) => [k, sha256(v.content)])),
  };
  mkdirSync(dirname(join(root, target)), { recursive: true });
  writeFileSync(join(root, target), `${canonical(artefact)}\n`);
  console.error(`${target}: ${evm.bytecode.object.length / 2} bytes of creation code`);
}

const main = sources("src");
compile(main, "src/AuditLedger.sol", "AuditLedger", "src/main/resources/io/tributary/contracts/AuditLedger.json");
const test = { ...main, ...sources("test") };
compile(test, "test/DigestProbe.sol", "DigestProbe", "src/test/resources/io/tributary/contracts/DigestProbe.json");
