package io.countersign.workers.operations;

/**
 * A call with what it needs to be let in.
 *
 * @param modelsOwn whether the model brings the credentials: then they are sent only to where models may call
 * @param masks take out whatever must not be seen
 */
record PreparedCall(Call call, Credentials credentials, boolean modelsOwn, Masks masks) {}
