// The types that several scripts use, under their own names: the document, edits of it, and what Python answers about it.

type Store = import("../assets/worksheet/storage/store.js").Store;
type Engine = import("../assets/worksheet/python/client.js").Engine;
type EngineError = import("../assets/worksheet/python/client.js").EngineError;
type ComparisonSession = import("../assets/worksheet/comparison/session_files.js").ComparisonSession;

// Given by the build (overrides/hooks/bundle/scripts.py): files that another script names, each with a hash of its content in its name …
declare const WORKER_FILE: string;
declare const PAGE_FILE: string;
/** … and JSON: what stands for the content of each file of Python's in its address, by name. */
declare const RUNTIME_VERSIONS: string;
/** Given by the theme: the top of the site. */
declare var __md_scope: URL | undefined;

/** What the parts of a page work with. */
interface Page {
  store: Store;
  engine: Engine;
  /** The way to the top of the pages. */
  base: string;
  /** The idea of a worksheet; empty on other pages. */
  idea: string;
  /** Takes the site itself off this device. */
  leaveNothing: () => Promise<void>;
}

// ---- The document: worksheet_py/schema/reflection-1.schema.json ----

interface Reflection {
  type: string;
  version: number;
  id: string;
  name: string;
  focus: { kind: string | null; about: string };
  perspective: { group: string | null; who: string };
  created: string;
  changed: string;
  ideas: Record<string, IdeaAnswers>;
  actions: Action[];
  series: string;
  round: number;
  clashes: Clash[];
}
interface IdeaAnswers {
  stage: string | null;
  evidence: string;
  recognised: string[];
  rating: string | null;
  changes: Change[];
  actions: Action[];
  done: boolean;
  voices: Voice[];
  earlier: Earlier | null;
}
/** An idea for change. */
interface Change { id: string; text: string; chosen: boolean; source?: Source | null }
interface Action { id: string; change?: string; what: string; who: string; when: string; written: string | null; how: string; status: string }
/** Evidence taken over from somebody. */
interface Voice { id: string; text: string; source: Source }
/** Whose a point was. */
interface Source { who: string; group: string | null; reflection: string }
/** The round before. */
interface Earlier { stage: string | null; rating: string | null; evidence: string; changed: string }
/** An action as the plan lists it. line: names it among all of the plan; text: its words, or those of its change. */
interface PlanEntry { action: Action; idea: string | null; path: string[]; line: string; text: string }
/** What another page wrote into the same field. */
interface Clash { id: string; path: string; text: string }

// ---- One change to a document. In a path, a list's members are named by their id. ----

/** before: what stood there when somebody wrote; if another page has written something else since then, both texts are kept. */
/** before: what the person saw there; follows: set it only while that still stands there. */
interface SetEdit { op: "set"; path: string[]; value: unknown; before?: unknown; follows?: boolean }
interface InsertEdit { op: "insert"; path: string[]; value: { id: string }; index?: number }
/** seen: the record as it was when somebody removed it; one that was changed elsewhere since then stays. */
interface RemoveEdit { op: "remove"; path: string[]; id: string; seen?: unknown }
interface MoveEdit { op: "move"; path: string[]; id: string; index: number }
/** For lists of ids. */
interface MarkEdit { op: "include" | "exclude"; path: string[]; value: string }
type Edit = SetEdit | InsertEdit | RemoveEdit | MoveEdit | MarkEdit;

/** Of JSON Schema, the keywords that ours uses. */
interface Schema {
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  pattern?: string;
  minimum?: number;
  maximum?: number;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  oneOf?: Schema[];
  $ref?: string;
  $defs?: Record<string, Schema>;
}

// ---- What Python answers ----

/** What is wrong with a file, and where. */
interface Place { path: string; message: string }
interface Refused { name: string; message: string; places: Place[] }

interface Review {
  profile: { blank: Prompt[]; talk: Prompt[] };
  plan: { actions: Planned[]; notes: { idea: string | null; action: string; code: string; text: string }[] };
}
interface Prompt { idea: string | null; question?: string; text: string }
/** An action as Python reads it: by when (or by one of two days), and whether that is past. */
interface Planned {
  idea: string | null; id: string; when: string; by: string | null; either: string[]; no_such_day: boolean; late: boolean;
}

/** Several views side by side. */
interface Comparison {
  people: Person[];
  refused: (Refused & { key: string })[];
  opening: string[];
  /** Ids of the ideas, the most different first. */
  first: string[];
  ideas: IdeaViews[];
}
/** Whose view it is. */
interface Person {
  key: string;
  name: string;
  group: string | null;
  group_label: string;
  about: string;
  changed: string;
  reflection: string;
  hidden: boolean;
  anonymous: boolean;
  left_out: boolean;
  note: string;
}
interface IdeaViews {
  id: string;
  rank: number;
  stages: Spread;
  ratings: Spread;
  points: Side[];
  groups: { group: string | null; label: string }[];
  sentence: string;
}
/** One person's answers about one idea. */
interface Side {
  key: string;
  name: string;
  group: string | null;
  stage: string | null;
  rating: string | null;
  evidence: string;
  changes: { text: string }[];
}
interface Spread { consensus: number | null; agreement: string }

interface LookBack { series: Series[]; refused: (Refused & { key: string })[] }
/** Rounds of the same reflection. */
interface Series {
  id: string;
  name: string;
  rounds: Round[];
  ideas: { id: string; stages: (string | null)[]; ratings: (string | null)[]; sentence: string }[];
  /** rounds: the status in each. */
  actions: { idea: string | null; what: string; who: string; rounds: (string | null)[] }[];
}
interface Round { key: string; id: string; round: number; name: string; changed: string; ideas: Record<string, RoundAnswers> }
interface RoundAnswers { stage: string | null; rating: string | null; evidence: string }

/** A file that was read. */
interface CheckedFile {
  document: Reflection;
  notes: string[];
  summary: { name: string; focus: string; perspective: string; changed: string; ideas: IdeaSummary[]; actions: number };
}
interface IdeaSummary { id: string; stage: string | null; rating: string | null; evidence_words: number; changes: number }
