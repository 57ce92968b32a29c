import type { Scenario } from './scenario.ts'

/** Metadata, structure and comments: what the product remembers by, and finds again. */
export const workbookScenarios: readonly Scenario[] = [
  {
    name: 'XML parts are found by namespace and changed in place',
    provenance: 'documentation',
    needs: '1.5',
    expected: { count: 1, text: 'second', sameId: true },
    run: async context => {
      const space = `urn:moatmetrics:check:${Date.now()}`
      const part = context.workbook.customXmlParts.add(`<check xmlns="${space}">first</check>`)
      part.load('id')
      await context.sync()
      part.setXml(`<check xmlns="${space}">second</check>`)
      const found = context.workbook.customXmlParts.getByNamespace(space)
      found.load('items/id')
      const xml = part.getXml()
      await context.sync()
      const seen = {
        count: found.items.length,
        text: />(\w+)</.exec(xml.value)?.[1],
        sameId: found.items[0]?.id === part.id,
      }
      part.delete()
      await context.sync()
      return seen
    },
  },
  {
    name: 'Settings keep text and objects',
    provenance: 'documentation',
    needs: '1.4',
    expected: { text: 'a', object: { b: [1, 2] } },
    run: async context => {
      const { settings } = context.workbook
      settings.add('MoatMetricsCheckText', 'a')
      settings.add('MoatMetricsCheckObject', { b: [1, 2] })
      await context.sync()
      const text = settings.getItem('MoatMetricsCheckText')
      const object = settings.getItem('MoatMetricsCheckObject')
      text.load('value')
      object.load('value')
      await context.sync()
      const seen = { text: text.value, object: object.value }
      text.delete()
      object.delete()
      await context.sync()
      return seen
    },
  },
  {
    name: 'A sheet keeps its id when it is renamed; formulas on others follow',
    provenance: 'documentation',
    needs: '1.1',
    expected: { sameId: true, value: 5, formulaFollows: true },
    run: async (context, sheet) => {
      const other = context.workbook.worksheets.add(`Check other ${Date.now() % 100_000}`)
      other.load('id, name')
      other.getRange('A1').values = [[5]]
      await context.sync()
      const { id } = other
      const cell = sheet.getRange('A1')
      cell.formulas = [[`='${other.name}'!A1`]]
      await context.sync()
      const name = `Renamed ${Date.now() % 100_000}`
      other.name = name
      cell.load('formulas, values')
      const found = context.workbook.worksheets.getItem(name)
      found.load('id')
      await context.sync()
      const seen = {
        sameId: found.id === id,
        value: cell.values[0]?.[0],
        formulaFollows: String(cell.formulas[0]?.[0]).includes(name),
      }
      found.delete()
      await context.sync()
      return seen
    },
  },
  {
    name: 'Comments move with the rows that are inserted above',
    provenance: 'documentation',
    needs: '1.10',
    expected: { address: 'B4', content: 'look here' },
    run: async (context, sheet) => {
      const comment = context.workbook.comments.add(sheet.getRange('B2'), 'look here')
      await context.sync()
      sheet.getRange('1:2').insert('Down')
      const place = comment.getLocation()
      place.load('address')
      comment.load('content')
      await context.sync()
      return { address: place.address.replace(/^.*!/, ''), content: comment.content }
    },
  },
  {
    name: 'The used range covers values only where asked to',
    provenance: 'documentation',
    needs: '1.4',
    expected: { values: 'B2:C3', empty: true },
    run: async (context, sheet) => {
      const before = sheet.getUsedRangeOrNullObject(true)
      await context.sync()
      sheet.getRange('B2').values = [[1]]
      sheet.getRange('C3').values = [[2]]
      sheet.getRange('F9').format.fill.color = '#FFEB9C'
      const used = sheet.getUsedRange(true)
      used.load('address')
      await context.sync()
      return { values: used.address.replace(/^.*!/, ''), empty: before.isNullObject }
    },
  },
  {
    name: 'Deleting cells upward keeps references that lie below',
    provenance: 'documentation',
    needs: '1.1',
    expected: { formula: '=A2', gone: '=#REF!', value: 3 },
    run: async (context, sheet) => {
      sheet.getRange('A1:A3').values = [[1], [2], [3]]
      sheet.getRange('C1:D1').formulas = [['=A3', '=A2']]
      sheet.getRange('A2').delete('Up')
      const cells = sheet.getRange('C1:D1')
      cells.load('formulas, values')
      await context.sync()
      return { formula: cells.formulas[0]?.[0], gone: cells.formulas[0]?.[1], value: cells.values[0]?.[0] }
    },
  },
]
