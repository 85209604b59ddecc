using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Liaison.Sandbox.Salesforce.Describe;

/// <summary>The objects and fields that callers see under the settings of the moment.</summary>
public sealed class Schema
{
    private readonly FrozenDictionary<string, ObjectType> byName;
    private readonly FrozenDictionary<string, ObjectType> byPrefix;

    private Schema(ImmutableArray<ObjectType> objects, DateTimeOffset since)
    {
        Objects = objects;
        Since = since;
        byName = objects.ToFrozenDictionary(type => type.Name, StringComparer.OrdinalIgnoreCase);
        byPrefix = objects.Where(type => type.Name != "ContentNote").ToFrozenDictionary(type => type.KeyPrefix, StringComparer.Ordinal);
    }

    public ImmutableArray<ObjectType> Objects { get; }

    /// <summary>When it last changed, to the second.</summary>
    public DateTimeOffset Since { get; }

    public static Schema Build(SalesforceSettings settings, DateTimeOffset now) => new(
        [.. Catalogue.Objects.Where(type => (settings.Notes || type.Name != "ContentNote") && !settings.RemovedPermissions.Contains(type.Name + ".read", StringComparer.OrdinalIgnoreCase))
            .Select(type => See(type, settings))],
        new DateTimeOffset(now.Ticks - (now.Ticks % TimeSpan.TicksPerSecond), TimeSpan.Zero));

    public ObjectType? Find(string name) => byName.GetValueOrDefault(name);

    /// <summary>The kind of record that an id belongs to, by its first three letters.</summary>
    public ObjectType? OfId(string id) => id.Length >= 3 ? byPrefix.GetValueOrDefault(id[..3]) : null;

    private static ObjectType See(ObjectType type, SalesforceSettings settings)
    {
        bool Named(string[] list, string what) => list.Contains($"{type.Name}.{what}", StringComparer.OrdinalIgnoreCase);
        var fields = type.Fields
            .Where(field => !Named(settings.RemovedFields, field.Name) && (settings.SessionIdField || field.Name != Catalogue.SessionIdField)
                && (settings.PersonAccounts || type.Name != "Account" || !OfPersons(field.Name)))
            .Select(field => field with
            {
                Createable = field.Createable && !Named(settings.ReadOnlyFields, field.Name),
                Updateable = field.Updateable && !Named(settings.ReadOnlyFields, field.Name),
                Nillable = field.Nillable && !Named(settings.RequiredFields, field.Name) && (settings.PersonAccounts || type.Name != "Account" || field.Name != "Name"),
                RestrictedPicklist = field.RestrictedPicklist || Named(settings.RestrictedPicklists, field.Name),
            });
        return new ObjectType(type.Name, type.Label, type.LabelPlural, type.KeyPrefix, [.. fields], type.Slots, type.Source)
        {
            Createable = type.Createable && !Named(settings.RemovedPermissions, "create"),
            Updateable = type.Updateable && !Named(settings.RemovedPermissions, "edit"),
            Deletable = type.Deletable && !Named(settings.RemovedPermissions, "delete"),
        };
    }

    private static bool OfPersons(string field) =>
        field is "LastName" or "FirstName" or "Salutation" or "IsPersonAccount" or "RecordTypeId" || field.StartsWith("Person", StringComparison.Ordinal) || field.EndsWith("__pc", StringComparison.Ordinal);
}
