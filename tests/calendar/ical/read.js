// Reads a calendar on stdin as Mozilla's programs do; prints each event's UID with its local end and the UTC instant.
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const calendar = new ICAL.Component(ICAL.parse(readFileSync(0, "utf-8")));
for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
const read = calendar.getAllSubcomponents("vevent").map((each) => {
    const event = new ICAL.Event(each);
    return [event.uid, event.endDate.toString(), new Date(event.endDate.toUnixTime() * 1000).toISOString()];
});
console.log(JSON.stringify(read));
