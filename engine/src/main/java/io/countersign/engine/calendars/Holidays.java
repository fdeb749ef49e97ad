package io.countersign.engine.calendars;

import de.focus_shift.jollyday.core.CalendarHierarchy;
import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.LocalDate;
import java.time.Year;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The public holidays of Germany, the United Kingdom and the United States, with those of their parts. */
@Component
public class Holidays {

    private static final List<String> COUNTRIES = List.of("de", "gb", "us");

    private final Map<String, Set<LocalDate>> dates = new ConcurrentHashMap<>();
    // each reads some files: when somebody needs it, not at every start
    private final Map<String, HolidayManager> managers = new ConcurrentHashMap<>();

    /** A country or a part of one, such as {@code de-by}. */
    public record Region(String id, String name, @Nullable String country) {}

    /** A holiday in the year that it is in. */
    public record Named(LocalDate date, String name) {}

    /** All regions, each country before its parts, named in a language. */
    public List<Region> regions(Locale locale) {
        var regions = new ArrayList<Region>();
        for (String country : COUNTRIES) {
            CalendarHierarchy hierarchy = manager(country).getCalendarHierarchy();
            regions.add(new Region(country, hierarchy.getDescription(locale), null));
            hierarchy.getChildren().values().stream()
                    .map(part -> new Region(country + "-" + part.getId(), part.getDescription(locale), country))
                    .sorted(Comparator.comparing(Region::name))
                    .forEach(regions::add);
        }
        return regions;
    }

    boolean knows(String region) {
        String[] parts = region.split("-", -1);
        return COUNTRIES.contains(parts[0])
                && (parts.length == 1
                        || (parts.length == 2
                                && manager(parts[0])
                                        .getCalendarHierarchy()
                                        .getChildren()
                                        .containsKey(parts[1])));
    }

    /** In the order of the year. */
    public List<Named> in(String region, int year, Locale locale) {
        return publicOnes(region, year).stream()
                .map(holiday -> new Named(holiday.getDate(), holiday.getDescription(locale)))
                .sorted(Comparator.comparing(Named::date))
                .toList();
    }

    boolean isHoliday(String region, LocalDate date) {
        return dates.computeIfAbsent(
                        region + " " + date.getYear(),
                        key -> publicOnes(region, date.getYear()).stream()
                                .map(Holiday::getDate)
                                .collect(Collectors.toUnmodifiableSet()))
                .contains(date);
    }

    private Set<Holiday> publicOnes(String region, int year) {
        String[] parts = region.split("-", -1);
        return manager(parts[0])
                .getHolidays(Year.of(year), HolidayType.PUBLIC_HOLIDAY, Arrays.copyOfRange(parts, 1, parts.length));
    }

    private HolidayManager manager(String country) {
        if (!COUNTRIES.contains(country)) {
            throw new IllegalArgumentException("There are no holidays of " + country);
        }
        return managers.computeIfAbsent(country, id -> HolidayManager.getInstance(ManagerParameters.create(id)));
    }
}
