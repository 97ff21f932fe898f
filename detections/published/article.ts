/** Where the seven published queries stand. */
export const article = { title: 'Protecting Azure Key Vault with Azure Sentinel' };
