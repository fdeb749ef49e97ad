package io.countersign.engine.calendars;

import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Business calendars.
 *
 * @param zone the time zone of the default calendar until somebody sets one
 */
@ConfigurationProperties("countersign.calendars")
record CalendarSettings(@DefaultValue("UTC") ZoneId zone) {}
