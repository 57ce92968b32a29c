import { itemNotFound } from '../model/excel-fault.ts'
import type { Workbook } from '../model/workbook.ts'
import { textArgument } from './arguments.ts'
import { type HostObject, nullObject, objectType } from './host-object.ts'

interface PropertyTarget {
  readonly workbook: Workbook
  readonly key: string
}

const propertyObject = objectType<PropertyTarget>({
  name: 'CustomProperty',
  id: ({ key }) => key,
  scalars: ['Key', 'Type', 'Value'],
  properties: {
    Key: { get: ({ key }) => key, provenance: 'documentation' },
    Type: {
      get: ({ workbook, key }) => {
        const kind = typeof workbook.customProperties.get(key)
        return kind === 'number' ? 'Float' : kind === 'boolean' ? 'Boolean' : 'String'
      },
      provenance: 'documentation',
    },
    Value: {
      get: ({ workbook, key }) => workbook.customProperties.get(key),
      set: ({ workbook, key }, value) => keep(workbook, key, value),
      provenance: 'documentation',
    },
  },
  methods: {
    Delete: {
      call: ({ workbook, key }) => {
        const kept = new Map([...workbook.customProperties].filter(([known]) => known !== key))
        workbook.journal.set(workbook, 'customProperties', kept)
        return null
      },
      provenance: 'documentation',
    },
  },
})

function keep(workbook: Workbook, key: string, value: unknown): void {
  const kept = typeof value === 'number' || typeof value === 'boolean' ? value : textArgument(value)
  workbook.journal.set(workbook, 'customProperties', new Map([...workbook.customProperties, [key, kept]]))
}

const customObject = objectType<Workbook>({
  name: 'CustomPropertyCollection',
  scalars: [],
  properties: {},
  items: workbook => [...workbook.customProperties.keys()].map(key => propertyObject({ workbook, key })),
  methods: {
    Add: {
      call: (workbook, key, value) => {
        keep(workbook, textArgument(key), value)
        return propertyObject({ workbook, key: textArgument(key) })
      },
      provenance: 'documentation',
    },
    GetCount: { call: ({ customProperties }) => customProperties.size, provenance: 'documentation' },
    GetItem: {
      call: (workbook, key) => {
        if (!workbook.customProperties.has(textArgument(key))) throw itemNotFound()
        return propertyObject({ workbook, key: textArgument(key) })
      },
      provenance: 'documentation',
    },
    GetItemOrNullObject: {
      call: (workbook, key) =>
        workbook.customProperties.has(textArgument(key))
          ? propertyObject({ workbook, key: textArgument(key) })
          : nullObject,
      provenance: 'documentation',
    },
    DeleteAll: {
      call: workbook => {
        workbook.journal.set(workbook, 'customProperties', new Map())
        return null
      },
      provenance: 'documentation',
    },
  },
})

export const documentPropertiesObject: (workbook: Workbook) => HostObject = objectType<Workbook>({
  name: 'DocumentProperties',
  scalars: ['Author', 'Title'],
  properties: {
    Author: { get: ({ author }) => author, provenance: 'documentation' },
    Title: { get: ({ name }) => name.replace(/\.xlsx$/, ''), provenance: 'assumption' },
    Custom: { get: customObject, provenance: 'documentation' },
  },
})
