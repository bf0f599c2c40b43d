package bulkorder.payment;

/**
 * What a provider answered: 2xx, or a refusal that it may have words for.
 *
 * @param status 200 for every 2xx
 */
record ProviderAnswer(int status, String body) {}
