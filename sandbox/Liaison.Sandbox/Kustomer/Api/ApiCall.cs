using System.Globalization;
using System.Text.Json.Nodes;
using Liaison.Sandbox.Kustomer.Records;
using Liaison.Sandbox.Kustomer.Schemas;

namespace Liaison.Sandbox.Kustomer.Api;

/// <summary>One request to the API. Its work is done while no other is.</summary>
/// <param name="Path">What follows <c>/v1/</c>, each part decoded.</param>
/// <param name="Origin">Where the caller found us, for the few addresses that are absolute.</param>
public sealed record ApiCall(KustomerStandIn Org, string Method, string[] Path, IReadOnlyDictionary<string, string> Query, JsonNode? Body, string User, string Origin, string RawPath)
{
    public Store Store => Org.Store;

    /// <summary>Who caused a change, as web hooks tell it: <c>api-gw</c> for programs.</summary>
    public string Client { get; init; } = "api-gw";

    /// <summary>A person of the organisation, who may do anything.</summary>
    public bool Trusted { get; init; }

    public string? Asked(string name) => Query.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;

    /// <exception cref="RefusalException">403 when the key has not this role.</exception>
    public void Needs(string role)
    {
        if (!Trusted && !Org.HasRole(role))
        {
            throw RefusalException.Forbidden($"Missing role {KustomerRoles.Prefix}{role}");
        }
    }

    /// <summary>The body, which must fit the vendor's schema of this name.</summary>
    public JsonObject BodyAs(string schema)
    {
        var body = Body ?? new JsonObject();
        SchemaCheck.Body(SchemaBook.Of(schema), body);
        return (JsonObject)body.DeepClone();
    }

    public Item Must(string type, string id) => Store.Find(type, id) ?? throw RefusalException.NotFound("id");

    public Item MustBy(string type, string key, string value, string parameter) => Store.By(type, key, value) ?? throw RefusalException.NotFound(parameter);

    /// <summary>A number of the address within its bounds.</summary>
    public int Number(string name, int otherwise, int most) => Asked(name) is not { } text ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most ? number
        : throw RefusalException.BadParameter(name, $"Value {text} is not between 1 and {most}", $"/query/{name}");

    public string Now() => Org.Stamp();
}
