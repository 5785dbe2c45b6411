/** Kinds of numbers that many options are. */
import { Type } from 'typebox';

/** A TCP port. */
export const port = Type.Integer({ minimum: 0, maximum: 65_535 });
export const seconds = (value: number, description: string) => Type.Number({ minimum: 0, default: value, description });
export const count = (value: number, description: string) => Type.Integer({ minimum: 1, default: value, description });
