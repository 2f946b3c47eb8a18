package receive

import "strings"

// freeMail are domains under which anybody can have an address; freeMailNames those
// of them that stand under many countries.
var (
	freeMail = strings.Fields(`163.com 126.com 139.com 188.com 189.cn yeah.net vip.163.com qq.com foxmail.com sina.com sina.cn sohu.com aliyun.com 21cn.com
		tom.com wo.cn hinet.net seed.net.tw pchome.com.tw so-net.ne.jp biglobe.ne.jp nifty.com ocn.ne.jp docomo.ne.jp ezweb.ne.jp softbank.ne.jp
		naver.com daum.net hanmail.net nate.com kakao.com rediffmail.com sify.com vsnl.net
		icloud.com me.com mac.com aol.com aim.com mail.com email.com msn.com passport.com rocketmail.com comcast.net verizon.net att.net sbcglobal.net
		bellsouth.net cox.net charter.net earthlink.net rogers.com shaw.ca sympatico.ca bell.net telus.net btinternet.com talktalk.net sky.com ntlworld.com
		web.de t-online.de freenet.de arcor.de online.de 1und1.de bluewin.ch sunrise.ch chello.at a1.net laposte.net orange.fr free.fr wanadoo.fr sfr.fr
		libero.it virgilio.it tiscali.it alice.it tin.it telenet.be skynet.be ziggo.nl kpnmail.nl home.nl planet.nl xs4all.nl telia.com mail.ru bk.ru
		list.ru inbox.ru rambler.ru ukr.net seznam.cz centrum.cz post.cz azet.sk wp.pl o2.pl onet.pl interia.pl op.pl freemail.hu citromail.hu abv.bg
		uol.com.br bol.com.br terra.com.br ig.com.br prodigy.net.mx bigpond.com optusnet.com.au iinet.net.au xtra.co.nz singnet.com.sg pacific.net.sg
		streamyx.com tm.net.my zohomail.com tutanota.com hushmail.com fastmail.com pm.me`)
	freeMailNames = strings.Fields("gmail googlemail yahoo ymail hotmail outlook live gmx proton protonmail zoho yandex")
)
