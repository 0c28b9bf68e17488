/** Who is large and who is small: pure, so that nothing on the stage moves for a reason that cannot be named. */
import type { Person } from "./presence";

export const PAPER = "paper";

export interface Arrangement {
  readonly kind: "stage" | "tiles";
  /** An identity, `PAPER`, or nothing to show. */
  readonly large: string | null;
  readonly line: readonly string[];
  readonly own: string | null;
}

export interface Wish {
  readonly mode: "endpoint" | "viewer";
  readonly tiles: boolean;
  readonly paperShown: boolean;
}

/** Arrange the stage: a paper, else the person whom this screen is there to see, is large; the own picture is small. */
export function arrange(people: readonly Person[], wish: Wish): Arrangement {
  const own = wish.mode === "endpoint" ? (people.find((person) => person.isMe) ?? null) : null;
  const others = inOrder(people.filter((person) => person !== own));
  if (wish.tiles) {
    return { kind: "tiles", large: null, line: inOrder(people).map(identityOf), own: null };
  }
  const face = faceToSee(others, wish.mode === "viewer" || own?.isCentral === true);
  const large = wish.paperShown ? PAPER : (face?.identity ?? own?.identity ?? null);
  const line = others.map(identityOf).filter((identity) => identity !== large);
  return { kind: "stage", large, line, own: own && own.identity !== large ? own.identity : null };
}

/** At a site the chair is large. At the centre it is the citizen: who has the floor, else who sits before a camera. */
function faceToSee(others: readonly Person[], fromTheCentre: boolean): Person | undefined {
  const central = others.find((person) => person.isCentral);
  if (!fromTheCentre) return central ?? others.find((person) => person.hasFloor) ?? others[0];
  const sites = others.filter((person) => !person.isCentral);
  return (
    sites.find((person) => person.hasFloor) ??
    sites.find((person) => person.seat !== "") ??
    sites.find((person) => person.connection === "online") ??
    sites[0] ??
    central
  );
}

/** The central site first, the others in the server's order: a tile never changes its place by itself. */
function inOrder(people: readonly Person[]): readonly Person[] {
  return [...people.filter((person) => person.isCentral), ...people.filter((person) => !person.isCentral)];
}

const identityOf = (person: Person): string => person.identity;
