import { overlap } from '../model/rectangle.ts'
import type { ConditionalFormat, Sheet } from '../model/sheet.ts'
import { textArgument } from './arguments.ts'
import { type HostObject, objectType } from './host-object.ts'
import type { RangeTarget } from './range-target.ts'

interface FormatTarget {
  readonly sheet: Sheet
  readonly id: string
}

const current = ({ sheet, id }: FormatTarget): ConditionalFormat | undefined =>
  sheet.conditionalFormats.find(format => format.id === id)

function change({ sheet, id }: FormatTarget, part: Partial<ConditionalFormat>): void {
  const formats = sheet.conditionalFormats.map(format => (format.id === id ? { ...format, ...part } : format))
  sheet.workbook.journal.set(sheet, 'conditionalFormats', formats)
}

const ruleObject = objectType<FormatTarget>({
  name: 'ConditionalFormatRule',
  scalars: ['Formula'],
  properties: {
    Formula: {
      get: target => current(target)?.formula ?? '',
      set: (target, value) => change(target, { formula: textArgument(value) }),
      provenance: 'documentation',
    },
  },
})

const fillObject = objectType<FormatTarget>({
  name: 'ConditionalRangeFill',
  scalars: ['Color'],
  properties: {
    Color: {
      get: target => current(target)?.fill ?? '',
      set: (target, value) => change(target, { fill: textArgument(value) }),
      provenance: 'documentation',
    },
  },
})

const fontObject = objectType<FormatTarget>({
  name: 'ConditionalRangeFont',
  scalars: ['Color'],
  properties: {
    Color: {
      get: target => current(target)?.fontColor ?? '',
      set: (target, value) => change(target, { fontColor: textArgument(value) }),
      provenance: 'documentation',
    },
  },
})

const rangeFormat = objectType<FormatTarget>({
  name: 'ConditionalRangeFormat',
  scalars: [],
  properties: {
    Fill: { get: fillObject, provenance: 'documentation' },
    Font: { get: fontObject, provenance: 'documentation' },
  },
})

const customObject = objectType<FormatTarget>({
  name: 'CustomConditionalFormat',
  scalars: [],
  properties: {
    Rule: { get: ruleObject, provenance: 'documentation' },
    Format: { get: rangeFormat, provenance: 'documentation' },
  },
})

const formatObject = objectType<FormatTarget>({
  name: 'ConditionalFormat',
  id: ({ id }) => id,
  scalars: ['Id', 'Type'],
  properties: {
    Id: { get: ({ id }) => id, provenance: 'documentation' },
    Type: { get: target => current(target)?.kind ?? 'Custom', provenance: 'documentation' },
    Custom: { get: customObject, provenance: 'documentation' },
  },
  methods: {
    Delete: {
      call: ({ sheet, id }) => {
        sheet.workbook.journal.set(
          sheet,
          'conditionalFormats',
          sheet.conditionalFormats.filter(format => format.id !== id),
        )
        return null
      },
      provenance: 'documentation',
    },
  },
})

const formatsOf = ({ sheet, block }: RangeTarget): ConditionalFormat[] =>
  sheet.conditionalFormats.filter(format => overlap(format.block, block))

export const conditionalFormats: (target: RangeTarget) => HostObject = objectType<RangeTarget>({
  name: 'ConditionalFormatCollection',
  scalars: [],
  properties: {},
  items: target => formatsOf(target).map(({ id }) => formatObject({ sheet: target.sheet, id })),
  methods: {
    Add: {
      call: ({ sheet, block }, kind) => {
        const id = `{cf-${sheet.workbook.nextNumber()}}`
        const added = { id, kind: textArgument(kind), block, formula: null, fill: null, fontColor: null }
        sheet.workbook.journal.set(sheet, 'conditionalFormats', [...sheet.conditionalFormats, added])
        return formatObject({ sheet, id })
      },
      provenance: 'documentation',
      note: 'only custom formulas are drawn',
    },
    ClearAll: {
      call: target => {
        const gone = new Set(formatsOf(target))
        const { sheet } = target
        sheet.workbook.journal.set(
          sheet,
          'conditionalFormats',
          sheet.conditionalFormats.filter(format => !gone.has(format)),
        )
        return null
      },
      provenance: 'documentation',
    },
    GetCount: { call: target => formatsOf(target).length, provenance: 'documentation' },
  },
})
