import { formatEach } from '../model/edits/format-cells.ts'
import type { Border } from '../model/look.ts'
import { textArgument } from './arguments.ts'
import { type HostObject, objectType } from './host-object.ts'
import type { RangeTarget } from './range-target.ts'

interface EdgeTarget {
  readonly range: RangeTarget
  readonly edge: string
}

const none: Border = { style: 'None', color: '#000000', weight: 'Thin' }

function setEdge({ range, edge }: EdgeTarget, change: Partial<Border>): void {
  const { sheet, block } = range
  formatEach(sheet, block, (row, column) => {
    if (!touches(range, edge, row, column)) return null
    const { borders } = sheet.look(row, column)
    return { borders: { ...borders, [edge]: { ...(borders[edge] ?? none), ...change } } }
  })
}

function touches({ block }: RangeTarget, edge: string, row: number, column: number): boolean {
  switch (edge) {
    case 'EdgeTop':
      return row === block.row
    case 'EdgeBottom':
      return row === block.row + block.height - 1
    case 'EdgeLeft':
      return column === block.column
    case 'EdgeRight':
      return column === block.column + block.width - 1
    default:
      return true
  }
}

const first = ({ range, edge }: EdgeTarget): Border => {
  const row = edge === 'EdgeBottom' ? range.block.row + range.block.height - 1 : range.block.row
  const column = edge === 'EdgeRight' ? range.block.column + range.block.width - 1 : range.block.column
  return range.sheet.look(row, column).borders[edge] ?? none
}

const borderObject = objectType<EdgeTarget>({
  name: 'RangeBorder',
  id: ({ edge }) => edge,
  scalars: ['Color', 'SideIndex', 'Style', 'Weight'],
  properties: {
    SideIndex: { get: ({ edge }) => edge, provenance: 'documentation' },
    Style: {
      get: target => first(target).style,
      set: (target, value) => setEdge(target, { style: textArgument(value) }),
      provenance: 'documentation',
    },
    Color: {
      get: target => first(target).color,
      set: (target, value) => setEdge(target, { color: textArgument(value) }),
      provenance: 'documentation',
    },
    Weight: {
      get: target => first(target).weight,
      set: (target, value) => setEdge(target, { weight: textArgument(value) }),
      provenance: 'documentation',
    },
  },
})

export const rangeBordersObject: (target: RangeTarget) => HostObject = objectType<RangeTarget>({
  name: 'RangeBorderCollection',
  scalars: [],
  properties: {},
  methods: {
    GetItem: { call: (range, edge) => borderObject({ range, edge: textArgument(edge) }), provenance: 'documentation' },
  },
})
