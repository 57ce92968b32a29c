/**
 * Properties draw new cases in each run, and so find more with each. With MOAT_TEST_SEED they draw the same ones: whether
 * a change passes then depends on the change alone. A failure names its seed, and with it can be had again.
 */
const { MOAT_TEST_SEED: seed } = process.env
if (seed !== undefined) {
  const { configureGlobal } = await import('fast-check')
  configureGlobal({ seed: Number(seed) })
}

export {}
