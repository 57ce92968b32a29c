import { showTableFilters } from '../model/edits/filter-table.ts'
import { sortTable } from '../model/edits/sort.ts'
import type { Table } from '../model/table/table.ts'
import { recordArgument } from './arguments.ts'
import { type HostObject, objectType } from './host-object.ts'
import { sortKeys } from './range-sort.ts'

export const tableSortObject: (table: Table) => HostObject = objectType<Table>({
  name: 'TableSort',
  scalars: ['Fields'],
  properties: {
    Fields: {
      get: ({ sortedBy, columns }) =>
        sortedBy
          ? [{ key: columns.findIndex(({ id }) => id === sortedBy.columnId), ascending: sortedBy.ascending }]
          : [],
      provenance: 'documentation',
    },
  },
  methods: {
    Apply: {
      call: (table, fields) => {
        sortTable(table, sortKeys(fields))
        return null
      },
      provenance: 'documentation',
    },
    Clear: {
      call: table => {
        table.sheet.workbook.journal.set(table, 'sortedBy', null)
        return null
      },
      provenance: 'documentation',
    },
  },
})

export const autoFilterObject: (table: Table) => HostObject = objectType<Table>({
  name: 'AutoFilter',
  scalars: ['Enabled', 'IsDataFiltered'],
  properties: {
    Enabled: { get: ({ showFilterButton }) => showFilterButton, provenance: 'documentation' },
    IsDataFiltered: { get: ({ filters }) => filters.size > 0, provenance: 'documentation' },
  },
  methods: {
    ClearCriteria: {
      call: table => {
        showTableFilters(table, new Map())
        return null
      },
      provenance: 'documentation',
    },
  },
})

interface ColumnTarget {
  readonly table: Table
  readonly columnId: number
}

export const filterObject: (target: ColumnTarget) => HostObject = objectType<ColumnTarget>({
  name: 'Filter',
  scalars: ['Criteria'],
  properties: {
    Criteria: {
      get: ({ table, columnId }) => {
        const values = table.filters.get(columnId)
        return values ? { filterOn: 'Values', values } : null
      },
      provenance: 'documentation',
    },
  },
  methods: {
    Apply: {
      call: ({ table, columnId }, criteria) => {
        const { values } = recordArgument(criteria)
        filterBy(table, columnId, values)
        return null
      },
      provenance: 'documentation',
      note: 'by values only',
    },
    ApplyValuesFilter: {
      call: ({ table, columnId }, values) => {
        filterBy(table, columnId, values)
        return null
      },
      provenance: 'documentation',
    },
    Clear: {
      call: ({ table, columnId }) => {
        const filters = new Map(table.filters)
        filters.delete(columnId)
        showTableFilters(table, filters)
        return null
      },
      provenance: 'documentation',
    },
  },
})

function filterBy(table: Table, columnId: number, values: unknown): void {
  const texts = Array.isArray(values) ? values.map(String) : []
  showTableFilters(table, new Map([...table.filters, [columnId, texts]]))
}
