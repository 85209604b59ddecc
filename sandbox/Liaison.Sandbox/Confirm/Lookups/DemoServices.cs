namespace Liaison.Sandbox.Confirm.Lookups;

/// <summary>Services and subjects of the invented council. Several services share subject codes, as real tenants do.</summary>
public static class DemoServices
{
    public static Service[] All { get; } =
    [
        new("HM", "Highways",
        [
            new("PHS", "Small pothole", ["SIZE", "LANE", "SINC"], 120),
            new("PHL", "Large pothole", ["SIZE", "LANE"], 24),
            new("PAVE", "Broken pavement", ["SIZE"]),
            new("KERB", "Damaged kerb", ["SIZE"]),
            new("SIGN", "Sign damaged or missing", []),
            new("MARK", "Road markings worn", []),
            new("OBST", "Obstruction", ["SEEN"], 24),
            new("OTH", "Other street defect", ["SEEN"]),
        ]),
        new("LG", "Street Lighting",
        [
            new("SL", "Street light not working", ["COLN", "SEEN"]),
            new("DAY", "Light on in the daytime", ["COLN"], 168),
            new("COL", "Damaged column", ["COLN"], 4),
            new("TSIG", "Traffic signal fault", ["COLN"], 4),
            new("OTH", "Other lighting fault", ["COLN"]),
        ]),
        new("SC", "Street Cleansing",
        [
            new("LITT", "Litter", ["OWNR"]),
            new("BINF", "Overflowing litter bin", ["OWNR"], 24),
            new("FLYT", "Fly-tipping", ["SEEN", "OWNR"], 48),
            new("FLYP", "Fly-posting", ["OWNR"]),
            new("SPIL", "Spillage", [], 4),
            new("DEAD", "Dead animal", [], 24),
            new("OTH", "Other cleansing", ["OWNR"]),
        ]),
        new("GR", "Graffiti",
        [
            new("PUBL", "Graffiti on public property", ["OFFE", "SURF", "OWNR"]),
            new("PRIV", "Graffiti on private property", ["OFFE", "SURF", "OWNR"], 168),
            new("UTIL", "Graffiti on a utility or postal box", ["OFFE", "SURF", "OWNR"]),
            new("STIC", "Stickers", ["OFFE", "SURF"], 168),
        ]),
        new("TR", "Trees",
        [
            new("BRAN", "Fallen or dangerous branch", [], 4),
            new("FELL", "Fallen tree", [], 4),
            new("PRUN", "Pruning wanted", [], 720),
            new("ROOT", "Roots lifting the pavement", []),
            new("NEW", "Planting request", [], 720),
        ]),
        new("DR", "Drainage and Sewers",
        [
            new("FLDS", "Flooding on the street", ["FLIN"], 4),
            new("FLDP", "Flooding on a property", ["FLIN"], 4),
            new("GULY", "Blocked gully", ["SEEN"]),
            new("ODOR", "Smell from a drain", ["SEEN"]),
            new("COVR", "Cover missing or loose", ["SIZE"], 4),
            new("OTH", "Other sewer problem", []),
        ]),
        new("WS", "Waste and Recycling",
        [
            new("MISS", "Missed collection", ["BINT"], 24),
            new("NBIN", "New or damaged bin", ["BINT"], 168),
            new("BULK", "Bulky collection", [], 168),
            new("OTH", "Other waste request", ["BINT"]),
        ]),
        new("PK", "Parking",
        [
            new("ILLP", "Illegal parking", ["SEEN"], 4),
            new("ABAN", "Abandoned vehicle", ["VREG", "SINC"]),
            new("METR", "Parking meter or card", ["COLN"]),
            new("PCN", "Penalty notice question", []),
            new("OTH", "Other parking", []),
        ]),
        new("TP", "Public Transport",
        [
            new("COMP", "Complaint about a service", ["ROUT"]),
            new("COMM", "Commendation", ["ROUT"], 240),
            new("STOP", "Damaged stop or shelter", []),
            new("OTH", "Other transport feedback", ["ROUT"]),
        ]),
        new("HS", "Housing Repairs",
        [
            new("GLAZ", "Glazing repair", ["URGY"]),
            new("LABR", "Grounds and labouring", ["URGY"]),
            new("PLUM", "Plumbing repair", ["URGY"], 24),
            new("OTH", "Other repair", ["URGY"]),
        ]),
        new("EN", "Environment and Noise",
        [
            new("TRAF", "Traffic noise", ["SEEN"], 168),
            new("SIRN", "Siren noise", [], 168),
            new("CONS", "Construction noise", ["SEEN"]),
            new("NOIS", "Other noise", ["SEEN"]),
        ]),
        new("GE", "General Enquiries",
        [
            new("GREQ", "General request", ["DEPT"], 120),
            new("INFO", "Information wanted", ["DEPT"], 120),
            new("CPLT", "Complaint about the council", ["DEPT"], 240),
            new("EXT", "Request for another organisation", ["OWNR"], 120),
        ]),
    ];
}
