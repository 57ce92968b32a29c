import { existsSync, readFileSync } from 'node:fs'
import { buildSchema, parse, validate } from 'graphql'
import { describe, expect, test } from 'vitest'
import { MIN_PASSWORD_LENGTH } from '../../server/accounts/password.ts'
import { demoQueries } from '../../server/commands/demo-welcome.ts'
import { readmeTables } from './readme-tables.ts'

const root = new URL('../../', import.meta.url)
const pages = ['README.md', 'test/bench/README.md']
const text = (path: string) => readFileSync(new URL(path, root), 'utf8')
const readme = text('README.md')

describe('README.md', () => {
  test.each(Object.entries(readmeTables()))('has the table of %s as the product declares it', (name, table) => {
    const found = readme.split(`<!-- begin ${name} -->\n`)[1]?.split(`\n<!-- end ${name} -->`)[0]
    expect(found).toBe(table)
  })

  test('names commands that exist, and all of them but the parts of a larger one (those with a colon)', () => {
    const { scripts } = JSON.parse(text('package.json')) as { scripts: Record<string, string> }
    const named = pages.flatMap(page =>
      [...text(page).matchAll(/npm (?:run (?:--silent )?([\w:]+)|(start|test)\b)/g)].map(match => match[1] ?? match[2]),
    )
    expect(named.filter(name => !Object.hasOwn(scripts, name ?? ''))).toEqual([])
    // npm itself runs these.
    const hooks = Object.keys(scripts).filter(
      name => name === 'prepare' || (/^pre/.test(name) && name.slice(3) in scripts),
    )
    const commands = Object.keys(scripts).filter(name => !hooks.includes(name))
    expect(commands.filter(name => !name.includes(':') && !named.includes(name))).toEqual([])
  })

  test('says how long a password must be', () => {
    expect(readme).toContain(`a password of at least ${MIN_PASSWORD_LENGTH} characters`)
  })

  test('asks nothing that the schema does not answer', () => {
    const schema = buildSchema(text('schema/schema.graphql'))
    const documents = [...readme.matchAll(/```graphql\n([\s\S]*?)```/g)].map(match => match[1] ?? '')
    documents.push(...Object.values(demoQueries))
    const inline = [...readme.matchAll(/`(\{ [a-z]+ \{ .*? \})`/g)].map(match => match[1] ?? '')
    expect(documents.length).toBeGreaterThan(6)
    for (const document of [...documents, ...inline]) {
      expect(validate(schema, parse(document)), document).toEqual([])
    }
  })

  test.each(pages)('%s links to files that are there', page => {
    const links = [...text(page).matchAll(/\]\((?!https?:|#)([^)]+)\)/g)].map(match => match[1] ?? '')
    expect(links.filter(link => !existsSync(new URL(link, new URL(page, root))))).toEqual([])
  })
})
