package io.countersign.engine.definitions;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What the engine keeps of deployed definitions.
 *
 * @param cacheSize how much memory each of the two caches, models and forms, may take
 */
@ConfigurationProperties("countersign.definitions")
record DefinitionSettings(@DefaultValue("8MB") DataSize cacheSize) {}
