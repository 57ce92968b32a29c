/** Has Excel calculate the whole workbook: cells with custom functions are calculated again only then. */
export async function recalculate(): Promise<void> {
  await Excel.run({ delayForCellEdit: true }, async context => {
    context.workbook.application.calculate(Excel.CalculationType.full)
    await context.sync()
  })
}
