import { expect, test } from "vitest";
import { isReport, isState, isTicket } from "../src/shape";
import report from "./fixtures/report.json";
import state from "./fixtures/state.json";
import ticket from "./fixtures/ticket.json";

test("the fixtures shared with the server have the agreed shape", () => {
  expect([isState(state), isTicket(ticket), isReport(report)]).toEqual([true, true, true]);
});

test("a state without a place, a hearing or a paper is a state", () => {
  expect(isState({ ...state, place: null, hearing: null, paper: null })).toBe(true);
});

test("a field that the server adds later does not break the stage", () => {
  expect(isState({ ...state, weather: "rain" })).toBe(true);
});

test.each([
  ["no sites", { ...state, sites: undefined }],
  ["an unknown connection", { ...state, sites: [{ ...state.sites[0], connection: "perhaps" }] }],
  ["a place without its room", { ...state, place: { kind: "hearing", ready: true } }],
  ["a number as text", { ...state, version: "7" }],
  ["an error page", "<html></html>"],
  ["nothing", null],
])("a state with %s is refused", (_, value) => {
  expect(isState(value)).toBe(false);
});

test("a ticket without its token is refused", () => {
  expect(isTicket({ ...ticket, token: undefined })).toBe(false);
});

test("a report with a word that the server does not know is refused", () => {
  expect(isReport({ ...report, camera: "fine" })).toBe(false);
});

test("a ticket may come with the state, and is then looked at as closely as one that was asked for", () => {
  expect(isState({ ...state, ticket: ticket })).toBe(true);
  expect(isState({ ...state, ticket: { ...ticket, token: 7 } })).toBe(false);
});
