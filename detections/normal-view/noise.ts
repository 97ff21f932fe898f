/** Whose reading of a vault's settings is background, and not somebody's doing. */
export interface BackgroundReaders {
  /** Application ids, lower case. */
  readonly applications: readonly string[];
  /** Client families, as the normal view names them. */
  readonly clients: readonly string[];
}

/** Applications of Microsoft that read the settings of every vault; their `VaultGet` is noise, and nothing else of theirs. */
export const backgroundReaders: BackgroundReaders = {
  applications: [
    // Azure Resource Graph
    '509e4652-da8d-478d-a730-e9d4a1996ca4',
    // Azure Policy Insights
    '8cae6e77-e04e-42ce-b5cb-50d82bce26b1',
    '1d78a85d-813d-46f0-b496-dd72f50a3ec0',
    // Microsoft Defender for Cloud
    '8edd93e1-2103-40b4-bd70-6e34e586362d',
    // Azure Advisor
    'c39c9bac-9d1f-4dfb-aa29-27f6365e5cb7',
    // Compute Recommendation Service
    'b9a92e36-2cf8-4f4e-bcb3-9d99e00e14ab',
  ],
  clients: ['azure-resource-graph', 'azure-policy'],
};

/** The parameters by which a user adds background readers, for every detection that leaves background out. */
export const noiseParameters = {
  noiseApplications: {
    type: 'strings',
    default: [],
    description: 'application ids whose VaultGet is background, beside those known',
  },
  noiseClients: {
    type: 'strings',
    default: [],
    description: 'client families whose VaultGet is background, beside those known',
  },
} as const;

/** The known background readers and those that a user adds. */
export const readersWith = (more: {
  readonly noiseApplications: readonly string[];
  readonly noiseClients: readonly string[];
}): BackgroundReaders => {
  const lower = (texts: readonly string[]) => texts.map((text) => text.toLowerCase());
  return {
    applications: [...backgroundReaders.applications, ...lower(more.noiseApplications)],
    clients: [...backgroundReaders.clients, ...lower(more.noiseClients)],
  };
};
