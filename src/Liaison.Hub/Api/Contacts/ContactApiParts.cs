using Liaison.Hub.Api.Lookups;
using Liaison.Core.Phones;
using Liaison.Hub.Road;
using Liaison.Storage.Configuration;
using Liaison.Storage.Sessions;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Liaison.Hub.Api.Contacts;

/// <summary>Puts together what takes facts about sessions in, and shows sessions.</summary>
public static class ContactApiParts
{
    public static IServiceCollection AddContactApi(this IServiceCollection services)
    {
        services.AddSingleton<SessionPlan>();
        services.TryAddSingleton<PlanSession>(static s => s.GetRequiredService<SessionPlan>().Plan);
        services.TryAddSingleton<ReadPhone>(ToE164);
        return services.AddSingleton<SessionDesk>().AddSingleton<SessionStore>().AddSingleton<SessionList>().AddSingleton<ContactView>().AddSingleton<RecordDesk>().AddSingleton<RecordForms>();
    }

    /// <param name="v1">The group of version 1.</param>
    public static void MapContactApi(this IEndpointRouteBuilder v1)
    {
        v1.MapEvents();
        v1.MapContacts();
        v1.MapContactFiles();
        v1.MapContactTexts();
        v1.MapRecordForms();
        v1.MapDynamicData();
        v1.MapRelated();
    }

    /// <summary>A number without its country is one of the country that the tenant's identification rules agree on; where they do not, it stays as it is.</summary>
    private static string? ToE164(TenantSetup setup, string number) =>
        PhoneParser.Parse(number, setup.Identification.Values.Select(r => r.DefaultRegion).Distinct(StringComparer.Ordinal).ToList() is [var region] ? region : null).Likely?.E164;
}
