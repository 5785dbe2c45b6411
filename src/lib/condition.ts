/** Conditions that a store carries out itself: tests of its own, put together. Pure. */

/** `Test`: what can be asked of one thing. */
export type Condition<Test> =
  | { readonly kind: 'test'; readonly test: Test }
  | { readonly kind: 'constant'; readonly value: boolean }
  | { readonly kind: 'and' | 'or'; readonly left: Condition<Test>; readonly right: Condition<Test> }
  | { readonly kind: 'not'; readonly operand: Condition<Test> };

/** How a text is compared; letters A to Z count the same in either case. */
export type TextTest = 'equals' | 'at-least' | 'at-most' | 'starts-with' | 'ends-with' | 'contains';

/** What everything passes. */
export const everything = { kind: 'constant', value: true } as const;
/** What nothing passes. */
export const nothing = { kind: 'constant', value: false } as const;

export function passes<Test>(test: Test): Condition<Test> {
  return { kind: 'test', test };
}

export function not<Test>(operand: Condition<Test>): Condition<Test> {
  return { kind: 'not', operand };
}

export function both<Test>(left: Condition<Test>, right: Condition<Test>): Condition<Test> {
  return { kind: 'and', left, right };
}

export function either<Test>(left: Condition<Test>, right: Condition<Test>): Condition<Test> {
  return { kind: 'or', left, right };
}
