import { globSync, readFileSync } from 'node:fs'
import { defineConfig } from 'vitest/config'

/** Tests named *.db.test.ts run once for each dialect; all others once. */
const databaseTests = 'test/**/*.db.test.ts'
const postgres = process.env.TEST_DATABASE_URL !== undefined
if (!postgres) console.warn('PostgreSQL tests are skipped: TEST_DATABASE_URL is not set.')

/** Tests in a Chromium come last and one file at a time: a page that waits for its turn looks like one that hangs. */
const browserTests = globSync('test/**/*.test.ts').filter(path =>
  /support\/chromium|web-page\.ts|-desk\.ts/.test(readFileSync(path, 'utf8')),
)

const dialect = (name: 'sqlite' | 'postgresql') => ({
  extends: true as const,
  test: { name, include: [databaseTests], env: { MOAT_TEST_DIALECT: name } },
})

export default defineConfig({
  // Two copies of graphql in one process fail with "another module or realm": Node loads this one for everyone else.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    pool: 'forks',
    globalSetup: ['test/support/build-pages.ts'],
    // As server/snapshots/create-imports.ts sets it, from the first moment of a process.
    execArgv: ['--wasm-wrapper-tiering-budget=2000000000'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    projects: [
      {
        extends: true,
        test: { name: 'unit', include: ['test/**/*.test.ts'], exclude: [databaseTests, ...browserTests] },
      },
      dialect('sqlite'),
      ...(postgres ? [dialect('postgresql')] : []),
      {
        extends: true,
        test: { name: 'browser', include: browserTests, maxWorkers: 1, sequence: { groupOrder: 1 } },
      },
    ],
  },
})
