using Microsoft.AspNetCore.Components;

namespace OrleansSms.Web.Live;

/// <summary>The events our custom elements raise; the script registers the same names.</summary>
[EventHandler("onthreadolder", typeof(EventArgs), enableStopPropagation: true, enablePreventDefault: true)]
[EventHandler("onthreadnewer", typeof(EventArgs), enableStopPropagation: true, enablePreventDefault: true)]
[EventHandler("onthreadstick", typeof(StickEventArgs), enableStopPropagation: true, enablePreventDefault: true)]
[EventHandler("onthreadseen", typeof(SeenEventArgs), enableStopPropagation: true, enablePreventDefault: true)]
[EventHandler("oncomposersend", typeof(SendEventArgs), enableStopPropagation: true, enablePreventDefault: true)]
[EventHandler("oncomposerdraft", typeof(DraftEventArgs), enableStopPropagation: true, enablePreventDefault: true)]
[EventHandler("onrowsrange", typeof(RangeEventArgs), enableStopPropagation: true, enablePreventDefault: true)]
[EventHandler("onrowshold", typeof(HoldEventArgs), enableStopPropagation: true, enablePreventDefault: true)]
[EventHandler("ontyped", typeof(TypedEventArgs), enableStopPropagation: true, enablePreventDefault: true)]
[EventHandler("ontoastgone", typeof(EventArgs), enableStopPropagation: true, enablePreventDefault: true)]
[EventHandler("ontemplateused", typeof(TemplateUsedEventArgs), enableStopPropagation: true, enablePreventDefault: true)]
[EventHandler("onfieldsave", typeof(FieldSaveEventArgs), enableStopPropagation: true, enablePreventDefault: true)]
[EventHandler("onpasskeymade", typeof(PasskeyEventArgs), enableStopPropagation: true, enablePreventDefault: true)]
[EventHandler("onpresence", typeof(PresenceEventArgs), enableStopPropagation: true, enablePreventDefault: true)]
[EventHandler("onawayback", typeof(AwayEventArgs), enableStopPropagation: true, enablePreventDefault: true)]
[EventHandler("onsoftphone", typeof(SoftphoneEventArgs), enableStopPropagation: true, enablePreventDefault: true)]
[EventHandler("ondialoggone", typeof(EventArgs), enableStopPropagation: true, enablePreventDefault: true)]
[EventHandler("onuploaded", typeof(EventArgs), enableStopPropagation: true, enablePreventDefault: true)]
[EventHandler("onmentions", typeof(EventArgs), enableStopPropagation: true, enablePreventDefault: true)]
public static class EventHandlers;
