/** What a cell holds: null is blank; an error is its text, e.g. "#N/A". Dates are serial numbers. */
export type Scalar = string | number | boolean | null

const errors = new Set([
  '#N/A',
  '#VALUE!',
  '#REF!',
  '#NAME?',
  '#DIV/0!',
  '#NUM!',
  '#NULL!',
  '#SPILL!',
  '#CALC!',
  '#BUSY!',
  '#FIELD!',
  '#CONNECT!',
])

export const isErrorText = (value: Scalar): value is string => typeof value === 'string' && errors.has(value)
