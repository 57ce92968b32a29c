import { sortBlock } from '../model/edits/sort.ts'
import { rectangle } from '../model/rectangle.ts'
import { booleanArgument, recordArgument, wholeArgument } from './arguments.ts'
import { type HostObject, objectType } from './host-object.ts'
import type { RangeTarget } from './range-target.ts'

export const rangeSortObject: (target: RangeTarget) => HostObject = objectType<RangeTarget>({
  name: 'RangeSort',
  scalars: [],
  properties: {},
  methods: {
    Apply: {
      call: ({ sheet, block }, fields, _matchCase, hasHeaders) => {
        const { row, column, height, width } = block
        const top = booleanArgument(hasHeaders) ? 1 : 0
        sortBlock(sheet, rectangle(row + top, column, height - top, width), sortKeys(fields))
        return null
      },
      provenance: 'documentation',
    },
  },
})

export const sortKeys = (fields: unknown): { readonly column: number; readonly ascending: boolean }[] =>
  (Array.isArray(fields) ? fields : []).map(recordArgument).map(field => ({
    column: wholeArgument(field.key),
    ascending: booleanArgument(field.ascending, true),
  }))
