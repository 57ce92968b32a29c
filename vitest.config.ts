import { globSync, readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

/** Tests named *.db.test.ts run once for each dialect; all others once. */
const databaseTests = 'test/**/*.db.test.ts'
const postgres = process.env.TEST_DATABASE_URL !== undefined
if (!postgres) console.warn('PostgreSQL tests are skipped: TEST_DATABASE_URL is not set.')

/** Tests in a Chromium come last and one file at a time: a page that waits for its turn looks like one that hangs. */
const browserTests = globSync('test/**/*.test.ts', { exclude: ['**/node_modules/**'] }).filter(path =>
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
    // Tests wait for disks, databases and processes of their own: two cores have time for three of them.
    maxWorkers: Math.max(3, availableParallelism() - 1),
    globalSetup: ['test/support/build-pages.ts'],
    setupFiles: ['test/support/same-cases.ts'],
    // As server/snapshots/create-imports.ts sets it, from the first moment of a process.
    execArgv: ['--wasm-wrapper-tiering-budget=2000000000'],
    // One more try, which the report names: on a machine whose cores others share, anything may be kept waiting for seconds.
    // Not for a property that failed: its next try draws other cases, and would hide what was found.
    retry: { count: 1, condition: /^(?!Property failed)/ },
    // No limit of time says what is right: each is for what hangs, and far above what a crowded machine needs.
    testTimeout: 180_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 60_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['**/node_modules/**', databaseTests, ...browserTests],
        },
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
