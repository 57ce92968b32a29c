import type { Coefficients } from './coefficients-record.ts'

/** Written by `npm run confidence:fit`; how well it does is in test/confidence/report.md. */
export const coefficients: Coefficients = {
  version: 2,
  date: '2026-11-21',
  fittedOn: {
    shapes: ['managed', 'seasonal', 'projects', 'small', 'growing', 'large'],
    firstSeed: 1,
    organizationsPerShape: 60,
    samples: 181345,
  },
  penalty: 5,
  // biome-ignore format: one list a line
  features: ['unreached', 'unreached_log', 'revision', 'revision_above_2', 'revision_above_5', 'revised_rows', 'watched', 'shortfall', 'shortfall_log', 'shortfall_unusual', 'shortfall_spreads', 'rows', 'empty', 'datasets', 'outliers', 'volatility', 'rejected', 'rejected_log', 'rejected_rows', 'imputed', 'imputed_some', 'left_out', 'left_out_some', 'conflicts', 'conflicting_rows', 'repeats', 'approved'],
  families: {
    AMOUNT: {
      intercept: 1.069424,
      // biome-ignore format: in the order of the features
      weights: [-1.246536, -0.591325, -0.096847, -0.553768, 0, 0, 0.36263, 0, -0.137107, -1.624393, -0.045543, -0.158543, 1.475815, 1.524448, 0, 0, 0, -0.582928, 0, -2.056454, -1.272882, -6.98385, -0.718839, -0.065144, 0, -0.996645, 2.062736],
    },
    BALANCE: {
      intercept: 2.086224,
      // biome-ignore format: in the order of the features
      weights: [-0.570927, -0.26315, 0, -0.004967, -0.568792, 0, 0.147959, 0, 0, -0.185844, -0.199549, -0.092363, 1.016322, 0, 0, 0, -3.854537, -0.223123, 0, -1.37693, -0.825188, -2.436052, -1.02872, -0.312014, 0, -0.784048, 1.979909],
    },
    RATIO: {
      intercept: 3.470879,
      // biome-ignore format: in the order of the features
      weights: [-4.256587, -0.447782, -0.315363, -0.007479, 0, -0.089353, 0.11101, -0.927347, 0, -1.402804, -0.038476, -0.072626, 0, -0.635027, 0, 0, -2.871687, -0.450662, 0, 0, 0, -1.512236, -1.938997, -0.059576, 0, -1.116406, 1.545012],
    },
    MARGIN: {
      intercept: 0.905107,
      // biome-ignore format: in the order of the features
      weights: [-0.299381, -0.451126, -0.130674, -0.190441, -0.226695, 0, 0.116355, 0, 0, -0.993104, -0.084373, 0.004433, 0, 0.413111, 0, 0, -3.815021, -0.359746, 0, -1.709113, -0.993554, -3.724628, -0.991681, -0.290394, 0, -0.779508, 1.38734],
    },
    SHARE: {
      intercept: 1.423707,
      // biome-ignore format: in the order of the features
      weights: [-1.256369, -0.59505, -0.271724, 0, 0, 0, 0.08103, 0, 0, -2.300891, -0.048371, 0.294998, 0, 0, 0, 0, -14.094795, 0, 0, 0, 0, 0, 0, -0.10156, 0, -0.706546, 0.244254],
    },
    GROWTH: {
      intercept: 3.245103,
      // biome-ignore format: in the order of the features
      weights: [-3.915198, -0.371999, -0.161644, -0.166594, 0, -0.254483, 0.161303, 0, -0.265022, -1.587238, 0, -0.640272, -0.172993, 0, -0.084356, 0, 0, -0.602082, -0.41591, 0, 0, -2.481278, -1.248532, 0, 0, 0, 2.922093],
    },
    LIST: {
      intercept: 3.357844,
      // biome-ignore format: in the order of the features
      weights: [0, -0.050764, 0, -0.29617, -0.647362, 0, 0, 0, 0, 0, 0, -0.131598, 2.363167, 0, 0, 0, -1.836448, -0.815226, -0.902186, 0, 0, -15.817798, -1.274632, -1.800821, 0, 0, 0.445864],
    },
    LIST_GAP: {
      intercept: 2.395652,
      // biome-ignore format: in the order of the features
      weights: [-0.317615, 0, -0.09267, -0.641299, 0, 0, 0, 0, 0, 0, 0, -0.250347, 4.652091, 0, 0, 0, -8.807512, -0.128798, -0.349843, 0, 0, -6.53467, -1.555118, -1.125134, 0, 0, 0],
    },
    LIST_SHARE: {
      intercept: 1.495156,
      // biome-ignore format: in the order of the features
      weights: [-0.278968, 0, -0.190713, -0.573502, 0, 0, 0, 0, 0, 0, 0, 0.475228, 0, 0, 0, 0, -1.33249, -0.346009, 0, 0, 0, -7.005662, -0.475891, -0.872041, -1.953447, 0, 0],
    },
    CAPACITY: {
      intercept: 7.354956,
      // biome-ignore format: in the order of the features
      weights: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1.759141, 0, 0, 0, 0, 0, 0, 0, -6.324649, -2.164162, 0, 0, 0, 0, 0, 0],
    },
  },
}
