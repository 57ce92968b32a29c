import { addName, changeName, deleteName, findName } from '../model/edits/names.ts'
import { invalidArgument, itemNotFound } from '../model/excel-fault.ts'
import { fixedReference } from '../model/formula/reference-text.ts'
import type { DefinedName } from '../model/metadata.ts'
import type { Sheet } from '../model/sheet.ts'
import type { Workbook } from '../model/workbook.ts'
import { booleanArgument, textArgument } from './arguments.ts'
import { type HostObject, isHostObject, nullObject, objectType } from './host-object.ts'
import { rangeObject } from './range.ts'
import { nameTarget, RangeTarget } from './range-target.ts'
import { worksheetObject } from './worksheet.ts'

interface NameTarget {
  readonly workbook: Workbook
  readonly scope: Sheet | null
  readonly name: string
}

interface NamesTarget {
  readonly workbook: Workbook
  readonly scope: Sheet | null
}

function current({ workbook, scope, name }: NameTarget): DefinedName {
  const found = findName(workbook, scope, name)
  if (!found) throw itemNotFound()
  return found
}

const rangeOf = (target: NameTarget): RangeTarget | null =>
  nameTarget(target.workbook, target.scope ?? target.workbook.activeSheet, current(target).formula)

const nameObject: (target: NameTarget) => HostObject = objectType<NameTarget>({
  name: 'NamedItem',
  id: ({ name }) => name,
  scalars: ['Comment', 'Formula', 'Name', 'Scope', 'Type', 'Value', 'Visible'],
  properties: {
    Name: { get: target => current(target).name, provenance: 'documentation' },
    Scope: { get: ({ scope }) => (scope ? 'Worksheet' : 'Workbook'), provenance: 'documentation' },
    Type: { get: target => (rangeOf(target) ? 'Range' : 'String'), provenance: 'assumption' },
    Formula: {
      get: target => current(target).formula,
      set: (target, value) => changeName(target.workbook, current(target), { formula: textArgument(value) }),
      provenance: 'documentation',
    },
    Value: { get: target => current(target).formula.replace(/^=/, ''), provenance: 'documentation' },
    Visible: {
      get: target => current(target).visible,
      set: (target, value) => changeName(target.workbook, current(target), { visible: booleanArgument(value) }),
      provenance: 'documentation',
    },
    Comment: {
      get: target => current(target).comment,
      set: (target, value) => changeName(target.workbook, current(target), { comment: textArgument(value) }),
      provenance: 'documentation',
    },
    Worksheet: {
      get: ({ scope }) => {
        if (!scope) throw invalidArgument()
        return worksheetObject(scope)
      },
      provenance: 'documentation',
    },
  },
  methods: {
    GetRange: {
      call: target => {
        const range = rangeOf(target)
        if (!range) throw itemNotFound()
        return rangeObject(range)
      },
      provenance: 'documentation',
    },
    GetRangeOrNullObject: {
      call: target => {
        const range = rangeOf(target)
        return range ? rangeObject(range) : nullObject
      },
      provenance: 'documentation',
    },
    Delete: {
      call: target => {
        deleteName(target.workbook, current(target))
        return null
      },
      provenance: 'documentation',
    },
  },
})

const inScope = ({ workbook, scope }: NamesTarget): DefinedName[] => workbook.names.filter(name => name.scope === scope)

export const namedItemCollectionObject: (target: NamesTarget) => HostObject = objectType<NamesTarget>({
  name: 'NamedItemCollection',
  scalars: [],
  properties: {},
  items: target => inScope(target).map(({ name }) => nameObject({ ...target, name })),
  methods: {
    Add: {
      call: (target, name, reference, comment) => {
        const { workbook, scope } = target
        const formula =
          isHostObject(reference) && reference.target instanceof RangeTarget
            ? `=${fixedReference(reference.target.sheet.name, reference.target.block)}`
            : textArgument(reference)
        const added = addName(workbook, {
          name: textArgument(name),
          scope,
          formula: formula.startsWith('=') ? formula : `=${formula}`,
          visible: true,
          comment: typeof comment === 'string' ? comment : '',
        })
        return nameObject({ ...target, name: added.name })
      },
      provenance: 'documentation',
    },
    GetItem: {
      call: (target, name) => {
        const found = findName(target.workbook, target.scope, textArgument(name))
        if (!found) throw itemNotFound()
        return nameObject({ ...target, name: found.name })
      },
      provenance: 'documentation',
    },
    GetItemOrNullObject: {
      call: (target, name) => {
        const found = findName(target.workbook, target.scope, textArgument(name))
        return found ? nameObject({ ...target, name: found.name }) : nullObject
      },
      provenance: 'documentation',
    },
    GetCount: { call: target => inScope(target).length, provenance: 'documentation' },
  },
})
