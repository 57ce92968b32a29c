import { itemNotFound } from '../model/excel-fault.ts'
import type { Sheet } from '../model/sheet.ts'
import { textArgument } from './arguments.ts'
import { type HostObject, nullObject, objectType } from './host-object.ts'

interface PropertyTarget {
  readonly sheet: Sheet
  readonly key: string
}

function keep(sheet: Sheet, key: string, value: string | null): void {
  const properties = new Map(sheet.customProperties)
  if (value === null) properties.delete(key)
  else properties.set(key, value)
  sheet.workbook.journal.set(sheet, 'customProperties', properties)
}

/** Keys are compared without regard to case. */
const keyOf = (sheet: Sheet, key: unknown): string => {
  const wanted = textArgument(key)
  return [...sheet.customProperties.keys()].find(known => known.toLowerCase() === wanted.toLowerCase()) ?? wanted
}

const propertyObject = objectType<PropertyTarget>({
  name: 'WorksheetCustomProperty',
  id: ({ key }) => key,
  scalars: ['Key', 'Value'],
  properties: {
    Key: { get: ({ key }) => key, provenance: 'documentation' },
    Value: {
      get: ({ sheet, key }) => sheet.customProperties.get(key),
      set: ({ sheet, key }, value) => keep(sheet, key, textArgument(value)),
      provenance: 'documentation',
    },
  },
  methods: {
    Delete: {
      call: ({ sheet, key }) => {
        keep(sheet, key, null)
        return null
      },
      provenance: 'documentation',
    },
  },
})

export const worksheetCustomPropertiesObject: (sheet: Sheet) => HostObject = objectType<Sheet>({
  name: 'WorksheetCustomPropertyCollection',
  scalars: [],
  properties: {},
  items: sheet => [...sheet.customProperties.keys()].map(key => propertyObject({ sheet, key })),
  methods: {
    Add: {
      call: (sheet, key, value) => {
        const known = keyOf(sheet, key)
        keep(sheet, known, textArgument(value))
        return propertyObject({ sheet, key: known })
      },
      provenance: 'documentation',
      note: 'goes with a copy of the sheet',
    },
    GetItem: {
      call: (sheet, key) => {
        const known = keyOf(sheet, key)
        if (!sheet.customProperties.has(known)) throw itemNotFound()
        return propertyObject({ sheet, key: known })
      },
      provenance: 'documentation',
    },
    GetItemOrNullObject: {
      call: (sheet, key) => {
        const known = keyOf(sheet, key)
        return sheet.customProperties.has(known) ? propertyObject({ sheet, key: known }) : nullObject
      },
      provenance: 'documentation',
    },
    GetCount: { call: sheet => sheet.customProperties.size, provenance: 'documentation' },
  },
})
