using System.Globalization;
using System.Text.Json;
using Liaison.Core.Cases;

namespace Liaison.Hub.Api.Cases;

/// <param name="Values">By field name: text, a number, true or false, or null.</param>
/// <param name="ExternalId">The giver's own id: the same one twice opens one case.</param>
public sealed record NewCaseBody(string Type, IReadOnlyDictionary<string, JsonElement>? Values, Person? Person = null, AddressBody? Address = null, string? Status = null, string? ExternalId = null)
{
    public NewCase Read() => new(Type, Scalars.Read(Values) ?? new Dictionary<string, string?>(StringComparer.Ordinal), Person, Address?.Read(), Status, string.IsNullOrWhiteSpace(ExternalId) ? null : ExternalId.Trim());
}

/// <summary>What to change; what is left out stays, a value that is null is cleared.</summary>
public sealed record CasePatch(IReadOnlyDictionary<string, JsonElement>? Values = null, string? Status = null, Person? Person = null, AddressBody? Address = null)
{
    public CaseEdit Read() => new(Scalars.Read(Values), Status, Person, Address?.Read());
}

/// <summary>A place; its coordinates may be numbers or text.</summary>
public sealed record AddressBody(
    string? Summary = null, string? Line1 = null, string? Line2 = null, string? Town = null, string? Postcode = null, JsonElement? Uprn = null, JsonElement? Usrn = null, JsonElement? Easting = null,
    JsonElement? Northing = null, JsonElement? Latitude = null, JsonElement? Longitude = null)
{
    public Address Read() => new(
        Summary, Line1, Line2, Town, Postcode, Scalars.Text(Uprn), Scalars.Text(Usrn), Scalars.Text(Easting), Scalars.Text(Northing), Scalars.Text(Latitude), Scalars.Text(Longitude));
}

public sealed record NoteBody(string Text);

public sealed record ApplyBody(string TemplateId);

/// <summary>Single values of JSON as the text in which cases keep them.</summary>
internal static class Scalars
{
    public static IReadOnlyDictionary<string, string?>? Read(IReadOnlyDictionary<string, JsonElement>? values) => values?.ToDictionary(v => v.Key, v => Text(v.Value), StringComparer.Ordinal);

    /// <exception cref="BadHttpRequestException">It is a list or an object.</exception>
    public static string? Text(JsonElement? value) => value?.ValueKind switch
    {
        null or JsonValueKind.Null or JsonValueKind.Undefined => null,
        JsonValueKind.String => value.Value.GetString(),
        JsonValueKind.Number => value.Value.TryGetDecimal(out var number) ? number.ToString(CultureInfo.InvariantCulture) : value.Value.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => throw new BadHttpRequestException("A value of a case is text, a number, true or false, or null; not a list or an object."),
    };
}
