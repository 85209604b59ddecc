using System.Globalization;
using Liaison.Core.Shared;

namespace Liaison.Core.Cases;

/// <summary>Checks what is told of a person and a place, before a case holds it.</summary>
public static class PartyCheck
{
    private const int Longest = 400;

    public static IEnumerable<Problem> Problems(Person? person, Address? address)
    {
        if (person is not null)
        {
            foreach (var (name, value) in new[] { ("title", person.Title), ("forename", person.Forename), ("surname", person.Surname), ("reference", person.Reference) })
            {
                if (Text($"/person/{name}", name, value, FieldType.Text) is { } wrong)
                {
                    yield return wrong;
                }
            }
            if (Text("/person/email", "E-mail", person.Email, FieldType.Email) is { } email)
            {
                yield return email;
            }
            if (Text("/person/phone", "Phone", person.Phone, FieldType.Phone) is { } phone)
            {
                yield return phone;
            }
        }
        foreach (var problem in address is null ? [] : Place(address))
        {
            yield return problem;
        }
    }

    private static IEnumerable<Problem> Place(Address address)
    {
        var texts = new[]
        {
            ("summary", address.Summary), ("line1", address.Line1), ("line2", address.Line2), ("town", address.Town), ("postcode", address.Postcode), ("uprn", address.Uprn), ("usrn", address.Usrn),
        };
        foreach (var (name, value) in texts)
        {
            if (Text($"/address/{name}", name, value, FieldType.Text) is { } wrong)
            {
                yield return wrong;
            }
        }
        // Metres on the British grid, and degrees.
        foreach (var (name, value, least, most) in new[]
        {
            ("easting", address.Easting, 0d, 800_000d), ("northing", address.Northing, 0d, 1_400_000d), ("latitude", address.Latitude, -90d, 90d), ("longitude", address.Longitude, -180d, 180d),
        })
        {
            if (!string.IsNullOrEmpty(value) && !(double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most))
            {
                yield return new Problem($"/address/{name}", "out-of-range", $"{name}: “{Mapping.Renderer.CutTo(value, 60)}” is not a number between {least} and {most}.");
            }
        }
    }

    private static Problem? Text(string at, string label, string? value, FieldType type) => FieldValue.Read(new FieldDefinition(label, label, type, MaxLength: Longest), value, at).Problem;
}
