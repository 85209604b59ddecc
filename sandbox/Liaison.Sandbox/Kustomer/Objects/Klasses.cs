using Liaison.Sandbox.Kustomer.Api;
using Liaison.Sandbox.Kustomer.Records;

namespace Liaison.Sandbox.Kustomer.Objects;

/// <summary>Kinds of custom objects. Addresses name them; links of the vendor's show them in the plural, and both are understood.</summary>
public static class Klasses
{
    private const string Prefix = "kobject.";

    /// <summary>The klass of a custom object; null for another record.</summary>
    public static string? NameOf(Item item) => item.Type.StartsWith(Prefix, StringComparison.Ordinal) ? item.Type[Prefix.Length..] : null;

    public static string TypeOf(string klass) => Prefix + klass;

    public static string Plural(string klass) => klass.EndsWith('s') ? klass : klass + "s";

    /// <exception cref="RefusalException">404 for a klass that is not there or switched off.</exception>
    public static Item Must(ApiCall call, string name) => Find(call.Store, name) is { } klass && klass.Text("status") != "disabled" ? klass : throw RefusalException.NotFound("name");

    public static Item? Find(Store store, string name) => store.By("klass", "name", name) ?? (name.EndsWith('s') ? store.By("klass", "name", name[..^1]) : null);
}
